import type { AsOf } from "./as-of.ts";
import { type ConsentFact, type ConsentView, consentView, countsEvent } from "./consent.ts";
import type { FeatureSettings } from "./definition.ts";
import { compareEvents, type FeatureEvent } from "./event-types.ts";
import type { LeadProfile } from "./lead-profile.ts";
import { foldAll, type LeadState } from "./state.ts";
import { featureVector } from "./vector.ts";

/** An event as it was recorded. Times in ms since 1970. */
export interface RecordedEvent extends FeatureEvent {
  id: string;
  /** The lead it was sent for; null: a visitor's. */
  leadId: string | null;
  visitorId: string | null;
  recordedAt: number;
  bot: boolean;
  /** Id of the event it replaces. */
  corrects: string | null;
  /** It only takes back what it corrects. */
  retracts: boolean;
}

/** Everything recorded that bears on a lead's features, whenever it was recorded. */
export interface LeadFacts {
  leadId: string;
  /** Of the lead, of all leads ever merged into it, and of all visitors ever linked to one of them. */
  events: readonly RecordedEvent[];
  /** All links of those visitors, to other leads too. fromAt null: from the beginning. */
  links: readonly {
    visitorId: string;
    leadId: string;
    fromAt: number | null;
    recordedAt: number;
    revokedAt: number | null;
  }[];
  /** What people said of visitors; the latest holds, null takes back what was said. */
  flags: readonly { visitorId: string; bot: boolean | null; recordedAt: number }[];
  merges: readonly { keptId: string; mergedId: string; recordedAt: number; undoneAt: number | null }[];
  /** Lead → person. */
  persons: ReadonlyMap<string, string>;
  consents: readonly ConsentFact[];
  /** Oldest first; the current one until Infinity. */
  profiles: readonly { until: number; profile: LeadProfile }[];
}

/** The events that features see as of then, in order. */
export function visibleEvents(facts: LeadFacts, asOf: AsOf): FeatureEvent[] {
  const { at, knownAt } = asOf;
  const cluster = clusterAsOf(facts, knownAt);
  const consents = consentView(facts.consents, personsOf(facts, cluster), asOf);
  const known = facts.events.filter((event) => event.recordedAt <= knownAt);
  const corrected = new Set(known.flatMap(({ corrects }) => corrects ?? []));
  const ownerOf = visitorOwners(facts, knownAt);
  const judged = judgedVisitors(facts, knownAt);
  return known
    .filter((event) => {
      const owner = event.leadId ?? (event.visitorId && ownerOf(event.visitorId, event.at));
      return (
        owner &&
        cluster.has(owner) &&
        event.at <= at &&
        !((event.visitorId && judged.get(event.visitorId)) ?? event.bot) &&
        !event.retracts &&
        !corrected.has(event.id) &&
        countsEvent(consents, event)
      );
    })
    .sort(compareEvents);
}

export function stateAsOf(facts: LeadFacts, asOf: AsOf, settings: FeatureSettings): LeadState {
  return foldAll(visibleEvents(facts, asOf), settings);
}

/** The vector as it was, or would have been, served then. @throws RangeError without any profile. */
export function vectorAsOf(facts: LeadFacts, asOf: AsOf, settings: FeatureSettings): Float64Array {
  return featureVector(stateAsOf(facts, asOf, settings), {
    profile: profileAsOf(facts, asOf.knownAt),
    now: asOf.at,
    consents: consentsAsOf(facts, asOf),
    settings,
  });
}

/** What was in force for the lead and all that were merged into it by then. */
export function consentsAsOf(facts: LeadFacts, asOf: AsOf): ConsentView {
  return consentView(facts.consents, personsOf(facts, clusterAsOf(facts, asOf.knownAt)), asOf);
}

/** The lead and all that were merged into it by then, over any number of steps. */
function clusterAsOf({ leadId, merges }: LeadFacts, knownAt: number): ReadonlySet<string> {
  const inForce = merges.filter(
    ({ recordedAt, undoneAt }) => recordedAt <= knownAt && !(undoneAt !== null && undoneAt <= knownAt),
  );
  const cluster = new Set([leadId]);
  // A set yields what is added while it is walked.
  for (const kept of cluster) {
    for (const { keptId, mergedId } of inForce) if (keptId === kept) cluster.add(mergedId);
  }
  return cluster;
}

function personsOf({ persons }: LeadFacts, cluster: ReadonlySet<string>): string[] {
  return [...new Set([...cluster].flatMap((lead) => persons.get(lead) ?? []))];
}

/**
 * Whose events a visitor's are: the first known link's from the beginning, each later one's from its own time on.
 * Revoked links are as if they had never been.
 */
function visitorOwners(
  { links }: LeadFacts,
  knownAt: number,
): (visitorId: string, at: number) => string | null {
  const known = links
    .filter(
      ({ recordedAt, revokedAt }) => recordedAt <= knownAt && !(revokedAt !== null && revokedAt <= knownAt),
    )
    .sort((a, b) => startOf(a) - startOf(b) || a.recordedAt - b.recordedAt);
  return (visitorId, at) => {
    const own = known.filter((link) => link.visitorId === visitorId);
    return (own.findLast((link) => startOf(link) <= at) ?? own[0])?.leadId ?? null;
  };
}

function startOf({ fromAt }: { fromAt: number | null }): number {
  return fromAt ?? Number.MIN_SAFE_INTEGER;
}

/** Of visitors, whether they are bots, as far as somebody said so by then: that goes before what their events tell. */
function judgedVisitors({ flags }: LeadFacts, knownAt: number): ReadonlyMap<string, boolean> {
  const judged = new Map<string, boolean>();
  for (const { visitorId, bot } of flags
    .filter(({ recordedAt }) => recordedAt <= knownAt)
    .sort((a, b) => a.recordedAt - b.recordedAt)) {
    if (bot === null) judged.delete(visitorId);
    else judged.set(visitorId, bot);
  }
  return judged;
}

/** The first version known stands for the time before the lead was recorded, too. */
export function profileAsOf({ profiles }: LeadFacts, knownAt: number): LeadProfile {
  const found = profiles.find(({ until, profile }) => until > Math.max(knownAt, profile.createdAt));
  if (!found) throw new RangeError("A lead has a profile that is current: one with `until` Infinity.");
  return found.profile;
}
