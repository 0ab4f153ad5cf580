import { z } from "zod";
import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import { lockStates } from "../feature/lock-states.ts";
import { promiseScore } from "../lead/promise-score.ts";
import { announce } from "../live/announce.ts";
import { lockLead } from "../outcome/add-outcome.ts";
import { requirePermission } from "../permissions.ts";
import { askedFields } from "./fields.ts";
import { refusedForDays } from "./refused-fields.ts";

const dayMs = 86_400_000;

export const refuseQuestionInput = z.object({
  leadId: z.uuid(),
  field: z.string().min(1).max(200),
  /** false takes it back */
  refused: z.boolean().default(true),
});

/**
 * The person would not say: nobody asks for it again for 30 days, and another question is found.
 * Throws NOT_FOUND for a lead or a field that nobody asks for, CONFLICT for a merged lead.
 */
export async function refuseQuestion(
  ctx: Context,
  input: z.input<typeof refuseQuestionInput>,
): Promise<{ until: Date | null }> {
  requirePermission(ctx, "lead.work");
  const { leadId, field, refused } = refuseQuestionInput.parse(input);
  const until = refused ? new Date(ctx.now().getTime() + refusedForDays * dayMs) : null;
  return ctx.db.withOrgSql(ctx.orgId, async (sql) => {
    await lockStates(sql, ctx, [leadId], "update");
    await lockLead(sql, ctx, leadId);
    if (!(await askedFields(sql, ctx)).some((asked) => asked.field === field))
      throw notFound("This question");
    // Another question takes its place; a score stands as it is, so the lead's version does too.
    await sql.query(
      `update lead set next_question = null, updated_at = $5,
              not_asked = case when $4::timestamptz is null then not_asked - $3::text
                               else not_asked || jsonb_build_object($3::text, $4::timestamptz) end
        where org_id = $1 and id = $2`,
      [ctx.orgId, leadId, field, until, ctx.now()],
    );
    await audit(sql, ctx, {
      action: refused ? "lead.refuse-question" : "lead.unrefuse-question",
      subjectType: "lead",
      subjectId: leadId,
      detail: { field },
    });
    await promiseScore(sql, ctx, leadId);
    await announce(sql, ctx, { kind: "lead", leadIds: [leadId] });
    return { until };
  });
}
