import type { OrgSql } from "@leadlift/db/connect";
import { z } from "zod";
import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { notFound, ServiceError } from "../errors.ts";
import { storable } from "../lead/view.ts";
import { requirePermission } from "../permissions.ts";
import { personOfLead, sealedText } from "./sealed-words.ts";
import { settleDisputes } from "./settle-check.ts";

export const decideAppealInput = z.object({
  appealId: z.uuid(),
  granted: z.boolean(),
  /** to whoever asked */
  answer: z.string().trim().max(1_000).refine(storable).optional(),
});

/**
 * Takes a finding back, or lets it stand. What was counted otherwise for it is counted anew at the next reading. Throws
 * FORBIDDEN on one's own, CONFLICT where it was decided before.
 */
export async function decideAppeal(
  ctx: Context,
  input: z.input<typeof decideAppealInput>,
): Promise<{ appealId: string; status: "granted" | "refused" }> {
  requirePermission(ctx, "team.manage");
  const { appealId, granted, answer } = decideAppealInput.parse(input);
  return ctx.db.withOrgSql(ctx.orgId, async (sql) => {
    const { userId, leadId, code, status: before } = await lockAppeal(sql, ctx, appealId);
    const decider = ctx.actor.kind === "user" ? ctx.actor.userId : null;
    if (decider === userId) {
      throw new ServiceError("FORBIDDEN", "Somebody else decides on what you have asked for yourself.");
    }
    if (before !== "open") throw new ServiceError("CONFLICT", "This was decided before.");
    const status = granted ? "granted" : "refused";
    const sealed = answer
      ? sealedText(await personOfLead(sql, ctx, leadId), { id: appealId, column: "answer_sealed" }, answer)
      : null;
    await sql.query(
      `update board_appeal set status = $3, answer_sealed = $4, decided_by = $5, decided_at = $6
        where org_id = $1 and id = $2`,
      [ctx.orgId, appealId, status, sealed, decider, ctx.now()],
    );
    if (code === "disputed") await settleDisputes(sql, ctx, leadId, granted);
    await audit(sql, ctx, {
      action: granted ? "board.grant-appeal" : "board.refuse-appeal",
      subjectType: "lead",
      subjectId: leadId,
      detail: { appealId, code },
    });
    return { appealId, status };
  });
}

async function lockAppeal(
  sql: OrgSql,
  ctx: Context,
  appealId: string,
): Promise<{ userId: string; leadId: string; code: string; status: string }> {
  const { rows } = await sql.query<{ userId: string; leadId: string; code: string; status: string }>(
    `select user_id as "userId", lead_id as "leadId", code, status from board_appeal
      where org_id = $1 and id = $2 for update`,
    [ctx.orgId, appealId],
  );
  const [row] = rows;
  if (!row) throw notFound("This appeal");
  return row;
}
