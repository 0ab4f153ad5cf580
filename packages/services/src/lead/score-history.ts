import { z } from "zod";
import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import { requirePermission } from "../permissions.ts";
import type { Grade } from "./lead-row.ts";

export const scoreHistoryInput = z.object({
  leadId: z.uuid(),
  limit: z.int().min(1).max(500).default(100),
});

export interface ScorePoint {
  at: Date;
  state: "unknown" | "scored";
  score: number | null;
  grade: Grade | null;
  probability: number | null;
  cause: string;
  modelVersion: number | null;
  /** the version of the organisation's rules, where these gave the score */
  scorecardVersion: number | null;
}

/** Oldest first. Throws NOT_FOUND. */
export async function scoreHistory(
  ctx: Context,
  input: z.input<typeof scoreHistoryInput>,
): Promise<ScorePoint[]> {
  requirePermission(ctx, "lead.read");
  const { leadId, limit } = scoreHistoryInput.parse(input);
  return ctx.db.withOrgSql(ctx.orgId, async (sql) => {
    const lead = await sql.query("select 1 from lead where org_id = $1 and id = $2", [ctx.orgId, leadId]);
    if (lead.rows.length === 0) throw notFound("This lead");
    const { rows } = await sql.query<ScorePoint>(
      `select s.scored_at as at, s.state, s.score, s.grade, s.probability, s.cause, m.version as "modelVersion",
              s.scorecard_version as "scorecardVersion"
         from score s left join model m on m.org_id = s.org_id and m.id = s.model_id
        where s.org_id = $1 and s.lead_id = $2 order by s.scored_at desc limit $3`,
      [ctx.orgId, leadId, limit],
    );
    return rows.reverse();
  });
}
