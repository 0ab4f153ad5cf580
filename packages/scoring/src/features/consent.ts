import type { AsOf } from "./as-of.ts";
import { eventKinds, type FeatureEvent } from "./event-types.ts";
import { type Purpose, purposes } from "./purpose.ts";

export type ConsentStatus = "given" | "withdrawn" | "expired" | "legacy";

/** An entry of the ledger. Times in ms since 1970. */
export interface ConsentFact {
  personId: string;
  purpose: Purpose;
  status: ConsentStatus;
  occurredAt: number;
  recordedAt: number;
  expiresAt: number | null;
}

export interface PurposeView {
  inForce: boolean;
  /** Events before it stay out: since then the purpose has been in force without a break. −Infinity: always. */
  notBefore: number;
  /** When it runs out; Infinity. */
  until: number;
}
export type ConsentView = Readonly<Record<Purpose, PurposeView>>;

/** In force for people of whom the ledger says nothing, or that they were imported. */
const legacy: ReadonlySet<Purpose> = new Set(["enquiry_reply", "scoring", "web_tracking", "calls"]);

/**
 * What is in force for a lead as of then and, where that is later, at `lawfulAt`: the strictest of both moments and
 * of all persons (merged leads have several). A purpose without an entry stands as "legacy".
 */
export function consentView(
  facts: readonly ConsentFact[],
  persons: readonly string[],
  asOf: AsOf,
): ConsentView {
  const moments = [{ at: asOf.at, knownAt: asOf.knownAt }];
  if (asOf.lawfulAt > asOf.knownAt) moments.push({ at: asOf.lawfulAt, knownAt: asOf.lawfulAt });
  const ordered = facts.toSorted((a, b) => a.occurredAt - b.occurredAt || a.recordedAt - b.recordedAt);
  const view = (purpose: Purpose): PurposeView => {
    const entries = ordered.filter((fact) => fact.purpose === purpose);
    const views = moments.flatMap(({ at, knownAt }) => {
      const known = entries.filter((fact) => fact.occurredAt <= at && fact.recordedAt <= knownAt);
      return persons.map((person) =>
        viewOf(
          purpose,
          known.filter((fact) => fact.personId === person),
          at,
        ),
      );
    });
    const [first = viewOf(purpose, [], asOf.at), ...rest] = views;
    return rest.reduce(strictest, first);
  };
  return {
    enquiry_reply: view("enquiry_reply"),
    scoring: view("scoring"),
    web_tracking: view("web_tracking"),
    whatsapp_marketing: view("whatsapp_marketing"),
    calls: view("calls"),
    enrichment: view("enrichment"),
    crm_sharing: view("crm_sharing"),
  };
}

/** `entries` of one person and purpose, in order. */
function viewOf(purpose: Purpose, entries: readonly ConsentFact[], at: number): PurposeView {
  const view = {
    inForce: legacy.has(purpose),
    notBefore: Number.NEGATIVE_INFINITY,
    until: Number.POSITIVE_INFINITY,
  };
  let asked = false;
  let heard = Number.NEGATIVE_INFINITY;
  const end = (when: number) => {
    view.inForce = false;
    view.notBefore = when;
  };
  for (const { status, occurredAt, recordedAt, expiresAt } of entries) {
    if (view.inForce && view.until <= occurredAt) end(view.until);
    // Having been imported neither undoes a withdrawal nor weakens a consent.
    if (status === "legacy" && asked) continue;
    // An expiry was noted of what was known then: a consent that was told later outlives it.
    if (status === "expired" && view.inForce && heard > recordedAt) continue;
    if (status === "withdrawn" || status === "expired") end(occurredAt);
    else view.until = expiresAt ?? Number.POSITIVE_INFINITY;
    if (status === "given") heard = recordedAt;
    if (status === "given" && !view.inForce) {
      view.inForce = true;
      view.notBefore = occurredAt;
    }
    asked ||= status !== "legacy";
  }
  if (view.inForce && view.until <= at) end(view.until);
  return view;
}

function strictest(a: PurposeView, b: PurposeView): PurposeView {
  return {
    inForce: a.inForce && b.inForce,
    notBefore: Math.max(a.notBefore, b.notBefore),
    until: Math.min(a.until, b.until),
  };
}

/** Whether features may see the event. */
export function countsEvent(view: ConsentView, event: Pick<FeatureEvent, "type" | "at">): boolean {
  const { purpose } = eventKinds[event.type];
  return covers(view.scoring, event.at) && (purpose === null || covers(view[purpose], event.at));
}

function covers({ inForce, notBefore }: PurposeView, at: number): boolean {
  return inForce && at >= notBefore;
}

/** When the view next changes by the clock alone; Infinity: never. */
export function nextExpiry(view: ConsentView): number {
  return purposes.reduce(
    (soonest, purpose) => (view[purpose].inForce ? Math.min(soonest, view[purpose].until) : soonest),
    Number.POSITIVE_INFINITY,
  );
}
