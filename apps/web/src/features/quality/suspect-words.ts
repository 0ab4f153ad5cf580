import type { SuspectVisitor, Suspicion } from "@leadlift/services/quality/suspects";

/** The key of why a visitor is looked at. */
export function whySuspected({ kind }: Suspicion) {
  return kind === "agent" || kind === "list" ? "crawler" : kind;
}

const marks: ReadonlySet<Suspicion["kind"]> = new Set(["agent", "list", "headless", "datacentre"]);

/** The key of what of it counts as long as nobody says more. */
export function countsOf({ suspicions }: Pick<SuspectVisitor, "suspicions">) {
  const kinds = suspicions.map(({ kind }) => kind);
  if (kinds.some((kind) => marks.has(kind))) return "marked";
  return kinds.includes("speed") ? "speed" : "all";
}

/** What is left of the reasons when a stronger one says the same. */
export function shownSuspicions(suspicions: readonly Suspicion[]): Suspicion[] {
  const has = (kind: Suspicion["kind"]) => suspicions.some((each) => each.kind === kind);
  return suspicions.filter(
    ({ kind }) => !(kind === "network" && has("datacentre")) && !(kind === "list" && has("agent")),
  );
}
