import type { OrgSql } from "@leadlift/db/connect";
import { z } from "zod";
import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import { lockStates } from "../feature/lock-states.ts";
import { type LeadVector, readVectors } from "../feature/read-vectors.ts";
import { announceSoon } from "../live/announce.ts";
import { fieldsToAsk } from "../profiling/fields-to-ask.ts";
import { findQuestion } from "../profiling/find-question.ts";
import { amongFields, type StoredQuestion } from "../profiling/stored-question.ts";
import { type ModelCache, type OpenChampion, processModels } from "./open-champion.ts";
import { leadById } from "./read-leads.ts";
import { scoreLeads } from "./score-leads.ts";
import { stillChampion, storeScores } from "./store-scores.ts";

export const scoreLeadInput = z.object({ leadId: z.uuid() });

/** `none`: there is no model yet, or the lead is closed. `written` is false when nothing had changed. */
export interface LeadScored {
  state: "none" | "unknown" | "scored";
  written: boolean;
}

/**
 * Scores one open lead with the champion. Doing it again changes nothing. Events that come meanwhile wait, so that the
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
  const done = await models.withChampion(ctx, (champion) =>
    ctx.db.withOrgSql(ctx.orgId, (sql) => scoreLocked(sql, ctx, champion, leadId)),
  );
  if (done?.written) announceSoon(ctx, { kind: "score", leadIds: [leadId] });
  return done ?? { state: "none", written: false };
}

async function scoreLocked(
  sql: OrgSql,
  ctx: Context,
  champion: OpenChampion,
  leadId: string,
): Promise<LeadScored> {
  await lockStates(sql, ctx, [leadId], "update");
  const vectors = await readVectors(sql, ctx, [{ id: leadId }]);
  const scores = await scoreLeads(ctx, champion, vectors);
  const { championId, modelId } = champion;
  const question = await questionFor(sql, ctx, champion, vectors[0]);
  const written = (await stillChampion(sql, ctx, championId))
    ? await storeScores(
        sql,
        ctx,
        { modelId, cause: "lead" },
        scores.map((score) => ({ ...score, question })),
      )
    : 0;
  await sql.query(
    `update lead_state set score_promised_at = null
      where org_id = $1 and lead_id = $2 and score_promised_at is not null`,
    [ctx.orgId, leadId],
    "promise kept",
  );
  return { state: scores[0]?.scored.state ?? "none", written: written > 0 };
}

/** What to ask next, kept with the score: whoever shows it has no model. */
async function questionFor(
  sql: OrgSql,
  ctx: Context,
  champion: OpenChampion,
  lead: LeadVector | undefined,
): Promise<StoredQuestion | null> {
  if (!lead) return null;
  const { all, open } = await fieldsToAsk(sql, ctx, lead.leadId);
  const found = await findQuestion(ctx, champion, lead, open);
  return {
    modelId: champion.modelId,
    among: amongFields(all),
    field: found?.field ?? null,
    points: found?.points ?? 0,
    choices: found?.choices ?? null,
  };
}
