import type { OrgSql } from "@leadlift/db/connect";
import { newId } from "@leadlift/db/id";
import { z } from "zod";
import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { ServiceError } from "../errors.ts";
import { storable } from "../lead/view.ts";
import { requirePermission } from "../permissions.ts";
import { type AppealCode, appealCodes } from "./finding-codes.ts";
import { boardFindings } from "./findings-of.ts";
import { monthOf, monthSchema } from "./month.ts";
import { personOfLead, sealedText } from "./sealed-words.ts";

export const appealInput = z.object({
  month: monthSchema,
  leadId: z.uuid(),
  code: z.enum(appealCodes),
  /** "this was not gaming, because …" */
  reason: z.string().trim().min(10).max(1_000).refine(storable),
});

/**
 * Speaks against a finding on one's own line; a manager decides. Throws BAD_INPUT where there is no such finding, CONFLICT
 * where it was spoken against before.
 */
export async function appeal(
  ctx: Context,
  input: z.input<typeof appealInput>,
): Promise<{ appealId: string; code: AppealCode }> {
  requirePermission(ctx, "board.read");
  const { month: key, leadId, code, reason } = appealInput.parse(input);
  const { actor } = ctx;
  if (actor.kind !== "user")
    throw new ServiceError("FORBIDDEN", "A finding is answered by whoever it is on.");
  const month = monthOf(key, ctx.organisation.timezone);
  const findings = await boardFindings(ctx, key, actor.userId);
  if (!findings.has(`${code} ${leadId}`)) {
    throw new ServiceError("BAD_INPUT", "There is no such finding on your line of this month.");
  }
  return ctx.db.withOrgSql(ctx.orgId, async (sql) => {
    const id = newId();
    const sealed = sealedText(await personOfLead(sql, ctx, leadId), { id, column: "reason_sealed" }, reason);
    await keep(sql, [ctx.orgId, id, month.firstDay, actor.userId, leadId, code, sealed, ctx.now()]);
    await audit(sql, ctx, {
      action: "board.appeal",
      subjectType: "lead",
      subjectId: leadId,
      detail: { appealId: id, code, month: key },
    });
    return { appealId: id, code };
  });
}

async function keep(sql: OrgSql, values: readonly unknown[]): Promise<void> {
  const { rowCount } = await sql.query(
    `insert into board_appeal (org_id, id, month, user_id, lead_id, code, reason_sealed, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing`,
    values,
  );
  if (rowCount === 0) throw new ServiceError("CONFLICT", "You have spoken against this finding before.");
}
