import { setImmediate as breathe } from "node:timers/promises";
import type { RawRecord } from "@leadlift/scoring/features";
import type { Grade, Reason } from "@leadlift/scoring/grade";
import { scoreByRules } from "@leadlift/scoring/scorecard";
import type { Context } from "../context.ts";
import type { ModelCache, OpenChampion } from "../scoring/open-champion.ts";
import type { StandingScorer } from "./standing-scorer.ts";

/** Rows scored before the event loop may turn; explaining a row takes as long as scoring twenty. */
const explainedSlice = 8;
const scoredSlice = 200;

export interface GivenScore {
  /** what it was made from: the features as the graph saw them, or what the rules were asked about */
  made: { vector: Float32Array } | { record: RawRecord };
  /** null: the rules gave it */
  modelId: string | null;
  state: "scored" | "unknown";
  margin: number | null;
  probability: number | null;
  score: number | null;
  grade: Grade | null;
  /** rows that add up; none where none were asked for */
  reasons: Reason[];
}

export interface ToScore {
  record: RawRecord;
  reasons: number;
}

/** Scores records by what scores in the organisation, in their order. Throws ModelRejected when no model opens any more. */
export function giveScores(
  ctx: Context,
  cache: ModelCache,
  { models, rules }: StandingScorer,
  asked: readonly ToScore[],
): Promise<GivenScore[]> {
  if (models.length > 0) {
    return cache.withFirst(ctx, models, (champion) => byModel(ctx, champion, asked));
  }
  if (!rules) throw new TypeError("Nothing scores in this organisation.");
  return Promise.resolve(asked.map((each) => byRules(ctx, rules, each)));
}

async function byModel(
  ctx: Context,
  { answering, modelId, base }: OpenChampion,
  asked: readonly ToScore[],
): Promise<GivenScore[]> {
  const given: GivenScore[] = [];
  for (let from = 0; from < asked.length; ) {
    const part = alike(asked, from);
    const most = part[0]?.reasons ?? 0;
    const answers = await answering.answer(
      part.map(({ record }) => record),
      {
        base,
        cutoffs: ctx.organisation.cutoffs,
        asOf: ctx.now(),
        reasons: most > 0 && { total: most },
      },
    );
    for (const { vector, scored } of answers) {
      given.push({ ...scored, reasons: scored.reasons ?? [], made: { vector }, modelId });
    }
    from += part.length;
    if (from < asked.length) await breathe();
  }
  return given;
}

/** Those from a place on that ask for as many reasons, as far as a slice goes. */
function alike(asked: readonly ToScore[], from: number): readonly ToScore[] {
  const most = asked[from]?.reasons ?? 0;
  const end = Math.min(asked.length, from + (most > 0 ? explainedSlice : scoredSlice));
  const other = asked.findIndex(({ reasons }, place) => place > from && reasons !== most);
  return asked.slice(from, other === -1 ? end : Math.min(end, other));
}

function byRules(
  ctx: Context,
  { rules }: NonNullable<StandingScorer["rules"]>,
  { record, reasons: most }: ToScore,
): GivenScore {
  const scored = scoreByRules(rules, record, ctx.organisation.cutoffs);
  const reasons = (scored.reasons ?? []).toSorted((a, b) => Math.abs(b.points) - Math.abs(a.points));
  return {
    ...scored,
    margin: null,
    probability: null,
    made: { record },
    modelId: null,
    reasons: most === 0 ? [] : withOthers(reasons, most),
  };
}

/** The first so many, and the rest as one row, so that points add up. */
function withOthers(reasons: readonly Reason[], most: number): Reason[] {
  const rest = reasons.slice(most);
  if (rest.length === 0) return [...reasons];
  const points = rest.reduce((sum, reason) => sum + reason.points, 0);
  return [
    ...reasons.slice(0, most),
    { feature: "others", code: "others", params: { count: rest.length }, points },
  ];
}
