import type { OrgSql } from "@leadlift/db/connect";
import { z } from "zod";
import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import { lockStates } from "../feature/lock-states.ts";
import { readVectors } from "../feature/read-vectors.ts";
import { announceSoon } from "../live/announce.ts";
import { notifyHot } from "../notification/notify-hot.ts";
import { readScorecard } from "../scorecard/current.ts";
import { type ModelCache, processModels } from "./open-champion.ts";
import { leadById } from "./read-leads.ts";
import { byModel, byScorecard, type Scorer } from "./scorer.ts";
import { storeScores } from "./store-scores.ts";

export const scoreLeadInput = z.object({ leadId: z.uuid() });

/** `none`: there is neither a model nor rules, or the lead is closed. `written` is false when nothing had changed. */
export interface LeadScored {
  state: "none" | "unknown" | "scored";
  written: boolean;
}

/**
 * Scores one open lead with the champion or, where there is none, by the rules. Doing it again changes nothing. Events that come meanwhile wait, so that the
 * score holds all that was known; a champion that is replaced meanwhile is left to the scoring that follows it.
 */
export async function scoreLead(
  ctx: Context,
  input: z.infer<typeof scoreLeadInput>,
  options: { models?: ModelCache } = {},
): Promise<LeadScored> {
  const { leadId } = input;
  const lead = await ctx.db.withOrgSql(ctx.orgId, (sql) => leadById(sql, ctx, leadId));
  if (!lead) throw notFound("This lead");
  if (lead.status !== "open" || lead.mergedInto) return { state: "none", written: false };
  const models = options.models ?? processModels;
  const score = (scorer: Scorer) =>
    ctx.db.withOrgSql(ctx.orgId, (sql) => scoreLocked(sql, ctx, scorer, leadId));
  const done =
    (await models.withChampion(ctx, (champion) => score(byModel(ctx, champion)))) ??
    (await byRules(ctx, score));
  if (done?.written) announceSoon(ctx, { kind: "score", leadIds: [leadId] });
  return done ?? { state: "none", written: false };
}

/** Null when the organisation has no rules either. */
async function byRules<T>(ctx: Context, score: (scorer: Scorer) => Promise<T>): Promise<T | null> {
  const rules = await ctx.db.withOrgSql(ctx.orgId, (sql) => readScorecard(sql, ctx));
  return rules ? score(byScorecard(ctx, rules)) : null;
}

async function scoreLocked(sql: OrgSql, ctx: Context, scorer: Scorer, leadId: string): Promise<LeadScored> {
  await lockStates(sql, ctx, [leadId], "update");
  const [vector] = await readVectors(sql, ctx, [{ id: leadId }]);
  const scores = vector ? await scorer.score([vector]) : [];
  const question = vector ? await scorer.question(sql, vector) : null;
  const written = (await scorer.stands(sql))
    ? await storeScores(
        sql,
        ctx,
        { ...scorer.origin, cause: "lead" },
        scores.map((score) => ({ ...score, question })),
      )
    : 0;
  if (written > 0) await notifyHot(sql, ctx, leadId);
  await sql.query(
    `update lead_state set score_promised_at = null
      where org_id = $1 and lead_id = $2 and score_promised_at is not null`,
    [ctx.orgId, leadId],
    "promise kept",
  );
  return { state: scores[0]?.scored.state ?? "none", written: written > 0 };
}
