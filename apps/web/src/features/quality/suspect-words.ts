import type { SuspectVisitor, Suspicion } from "@leadlift/services/quality/suspects";
import { counted } from "../../format/number.ts";

/** Why a visitor is looked at, as one reads it out. */
export function suspicionText(suspicion: Suspicion): string {
  switch (suspicion.kind) {
    case "speed":
      return `Opened ${counted(suspicion.pages, "page")} at a stretch, faster than a hand can`;
    case "fast":
      return `Opened ${counted(suspicion.pages, "page")} at a stretch, nearly too fast for a hand`;
    case "network":
      return "Came from a network of servers, as VPNs and company proxies do too";
    case "datacentre":
      return "Came from a network of servers and looked at nothing";
    case "headless":
      return "A browser without a window, or driven by a program";
    case "agent":
    case "list":
      return "Calls itself a crawler";
  }
}

const marks: ReadonlySet<Suspicion["kind"]> = new Set(["agent", "list", "headless", "datacentre"]);

/** What of it counts as long as nobody says more. */
export function countsText({ suspicions }: Pick<SuspectVisitor, "suspicions">): string {
  const kinds = suspicions.map(({ kind }) => kind);
  if (kinds.some((kind) => marks.has(kind))) return "What is marked counts in no score.";
  if (kinds.includes("speed")) return "What went too fast counts in no score; the rest does.";
  return "All of it counts.";
}

/** What is left of the reasons when a stronger one says the same. */
export function shownSuspicions(suspicions: readonly Suspicion[]): Suspicion[] {
  const has = (kind: Suspicion["kind"]) => suspicions.some((each) => each.kind === kind);
  return suspicions.filter(
    ({ kind }) => !(kind === "network" && has("datacentre")) && !(kind === "list" && has("agent")),
  );
}

/** Names of the leads whose visits these are. */
export function visitorName({ leads }: Pick<SuspectVisitor, "leads">): string {
  if (leads.length === 0) return "Somebody unknown";
  return leads.map(({ name }) => name ?? "Lead without a name").join(", ");
}
