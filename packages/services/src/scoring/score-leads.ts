import { setImmediate as breathe } from "node:timers/promises";
import type { Context } from "../context.ts";
import { leadRecord } from "../lead/record.ts";
import type { OpenChampion } from "./open-champion.ts";
import type { ScorableLead } from "./read-leads.ts";
import type { LeadScore } from "./store-scores.ts";

/** Rows scored and explained before the event loop may turn: it renews job locks and must not wait long. */
const slice = 50;

/** Rows of reasons on either side, besides "average" and "others". */
const reasonsPerSide = 5;

/** Scores leads as of now, in their order. */
export async function scoreLeads(
  ctx: Context,
  { model, base }: OpenChampion,
  leads: readonly ScorableLead[],
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

function pair(leads: readonly ScorableLead[], scored: Awaited<ReturnType<OpenChampion["model"]["score"]>>) {
  return leads.flatMap((lead, i) => {
    const one = scored[i];
    return one ? [{ leadId: lead.id, version: lead.version, scored: one }] : [];
  });
}
