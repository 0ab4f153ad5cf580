import { z } from "zod";
import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import { type ModelCache, processModels } from "./open-champion.ts";
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
 * Scores one open lead with the champion. Doing it again changes nothing; a lead that changes meanwhile is left to the
 * job that its change has promised, and a champion that is replaced meanwhile to the scoring that follows it.
 */
export async function scoreLead(
  ctx: Context,
  input: z.infer<typeof scoreLeadInput>,
  options: { models?: ModelCache } = {},
): Promise<LeadScored> {
  const lead = await leadById(ctx, input.leadId);
  if (!lead) throw notFound("This lead");
  if (lead.status !== "open") return { state: "none", written: false };
  const models = options.models ?? processModels;
  const done = await models.withChampion(ctx, async (champion): Promise<LeadScored> => {
    const scores = await scoreLeads(ctx, champion, [lead]);
    const { championId, modelId } = champion;
    const written = await ctx.db.withOrgSql(ctx.orgId, async (sql) =>
      (await stillChampion(sql, ctx, championId))
        ? storeScores(sql, ctx, { modelId, cause: "lead" }, scores)
        : 0,
    );
    return { state: scores[0]?.scored.state ?? "unknown", written: written > 0 };
  });
  return done ?? { state: "none", written: false };
}
