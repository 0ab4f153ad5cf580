import { setImmediate as breathe } from "node:timers/promises";
import type { Context } from "../context.ts";
import { leadRecord } from "../feature/lead-record.ts";
import type { LeadVector } from "../feature/read-vectors.ts";
import type { OpenChampion } from "./open-champion.ts";
import type { LeadScore } from "./store-scores.ts";

/** Rows scored and explained before the event loop may turn: it renews job locks and must not wait long. */
const slice = 50;

/** Rows of reasons on either side, besides "average" and "others". */
const reasonsPerSide = 5;

/** What of a vector and its profile a score is made from. */
export type Scorable = Pick<
  LeadVector,
  "leadId" | "leadVersion" | "stateVersion" | "vector" | "profile" | "consents"
>;

/** Scores leads as of now, in their order. */
export async function scoreLeads(
  ctx: Context,
  { model, base }: OpenChampion,
  leads: readonly Scorable[],
  signal?: AbortSignal,
): Promise<LeadScore[]> {
  const options = { base, cutoffs: ctx.organisation.cutoffs, asOf: ctx.now(), reasons: reasonsPerSide };
  const scores: LeadScore[] = [];
  for (let from = 0; from < leads.length; from += slice) {
    signal?.throwIfAborted();
    const part = leads.slice(from, from + slice);
    const scored = await model.score(part.map(leadRecord), options);
    scores.push(...pair(part, scored));
    await breathe();
  }
  return scores;
}

function pair(leads: readonly Scorable[], scored: Awaited<ReturnType<OpenChampion["model"]["score"]>>) {
  return leads.flatMap(({ leadId, leadVersion, stateVersion }, i) => {
    const one = scored[i];
    return one ? [{ leadId, version: leadVersion, stateVersion, scored: one }] : [];
  });
}
