import { newId } from "@leadlift/db/id";
import { z } from "zod";
import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { notFound, ServiceError } from "../errors.ts";
import { storable } from "../lead/view.ts";
import { requirePermission } from "../permissions.ts";
import { freezeRules } from "./freeze-rules.ts";
import { monthOf, monthSchema } from "./month.ts";
import { decidingSteps, drawnSql } from "./outcome-checks.ts";
import { personOfLead, sealedText } from "./sealed-words.ts";
import { strikeOutcome } from "./settle-check.ts";

export const checkOutcomeInput = z.object({
  month: monthSchema,
  outcomeId: z.uuid(),
  verdict: z.enum(["right", "wrong"]),
  /** why it is wrong, for whoever settles it */
  note: z.string().trim().max(1_000).refine(storable).optional(),
});

/**
 * Says of a drawn outcome whether it is right. A wrong one is taken back until it is settled, so that it counts nowhere.
 * Throws NOT_FOUND for one that was not drawn or is one's own, CONFLICT where it was looked at before.
 */
export async function checkOutcome(
  ctx: Context,
  input: z.input<typeof checkOutcomeInput>,
): Promise<{ outcomeId: string; verdict: "right" | "wrong" }> {
  requirePermission(ctx, "team.manage");
  const { month: key, outcomeId, verdict, note } = checkOutcomeInput.parse(input);
  const month = monthOf(key, ctx.organisation.timezone);
  const checker = ctx.actor.kind === "user" ? ctx.actor.userId : null;
  return ctx.db.withOrgSql(ctx.orgId, async (sql) => {
    const { rules } = await freezeRules(sql, ctx, month);
    const { rows } = await sql.query<{ leadId: string; userId: string; checkId: string | null }>(
      drawnSql("d.id = $8::uuid"),
      [
        ctx.orgId,
        month.from,
        month.to,
        decidingSteps(rules, ctx.organisation.ladder),
        rules.checkedShare,
        month.firstDay,
        checker,
        outcomeId,
      ],
    );
    const [drawn] = rows;
    if (!drawn) throw notFound("This drawn outcome");
    const { leadId, userId } = drawn;
    const id = newId();
    const sealed = note
      ? sealedText(await personOfLead(sql, ctx, leadId), { id, column: "note_sealed" }, note)
      : null;
    const { rowCount } = await sql.query(
      `insert into outcome_check (org_id, id, month, outcome_id, lead_id, user_id, verdict, note_sealed, checked_by, checked_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict do nothing`,
      [ctx.orgId, id, month.firstDay, outcomeId, leadId, userId, verdict, sealed, checker, ctx.now()],
    );
    if (rowCount === 0) throw new ServiceError("CONFLICT", "Somebody has looked at this outcome before.");
    if (verdict === "wrong") await strikeOutcome(sql, ctx, outcomeId);
    await audit(sql, ctx, {
      action: verdict === "wrong" ? "board.dispute-outcome" : "board.confirm-outcome",
      subjectType: "lead",
      subjectId: leadId,
      detail: { outcomeId, userId },
    });
    return { outcomeId, verdict };
  });
}
