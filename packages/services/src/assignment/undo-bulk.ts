import type { OrgSql } from "@leadlift/db/connect";
import { z } from "zod";
import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { notFound, ServiceError } from "../errors.ts";
import { announce } from "../live/announce.ts";
import { withdrawAssigned } from "../notification/notify-assigned.ts";
import { requirePermission } from "../permissions.ts";
import { moveOwners } from "./move-owners.ts";

export const undoBulkInput = z.object({ bulkId: z.uuid() });

const undoHours = 24;
const detailSchema = z.object({ at: z.coerce.date(), cause: z.enum(["bulk", "leaver"]) });

/**
 * Gives leads back to whom they were taken from, but for those that were moved again since.
 * Throws NOT_FOUND; CONFLICT after 24 hours or when it was undone before.
 */
export async function undoBulk(
  ctx: Context,
  input: z.input<typeof undoBulkInput>,
): Promise<{ leads: number; moved: number }> {
  requirePermission(ctx, "lead.assign");
  const { bulkId } = undoBulkInput.parse(input);
  return ctx.db.withOrgSql(ctx.orgId, async (sql) => {
    await sql.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", [bulkId]);
    const { at, cause } = await readBulk(sql, ctx, bulkId);
    const { rows } = await sql.query<{ leadId: string; to: string | null; moved: boolean }>(movesSql, [
      ctx.orgId,
      cause,
      at,
    ]);
    const back = rows.filter(({ moved }) => !moved);
    await moveOwners(sql, ctx, back, "undo");
    await withdrawAssigned(sql, ctx, { bulkId });
    await audit(sql, ctx, {
      action: "lead.undo-bulk-reassign",
      subjectType: "assignment",
      subjectId: bulkId,
      detail: { leads: back.length, moved: rows.length - back.length },
    });
    const leadIds = back.map(({ leadId }) => leadId);
    await announce(sql, ctx, { kind: "assigned", leadIds });
    return { leads: back.length, moved: rows.length - back.length };
  });
}

async function readBulk(sql: OrgSql, ctx: Context, bulkId: string): Promise<z.output<typeof detailSchema>> {
  const { rows } = await sql.query<{ action: string; detail: unknown }>(
    `select action, detail from audit_entry where org_id = $1 and subject_type = 'assignment' and subject_id = $2 order by at`,
    [ctx.orgId, bulkId],
  );
  const done = rows.find(({ action }) => action === "lead.bulk-reassign");
  if (!done) throw notFound("This reassignment");
  if (rows.some(({ action }) => action === "lead.undo-bulk-reassign")) {
    throw new ServiceError("CONFLICT", "This reassignment was undone before.");
  }
  const bulk = detailSchema.parse(done.detail);
  if (ctx.now().getTime() - bulk.at.getTime() > undoHours * 3_600_000) {
    throw new ServiceError("CONFLICT", "A reassignment can be undone for {hours} hours.", {
      hours: undoHours,
    });
  }
  return bulk;
}

// Somebody who left meanwhile gets nothing back.
const movesSql = `
  select a.lead_id as "leadId", a.previous_id as "to",
         l.owner_id is distinct from a.owner_id or l.status <> 'open'
         or (a.previous_id is not null and not exists (
               select from org_member m
                left join member_settings s on s.org_id = m.org_id and s.user_id = m.user_id
                where m.org_id = $1::uuid and m.user_id = a.previous_id and s.deactivated_at is null)) as moved
    from assignment a join lead l on l.org_id = $1::uuid and l.id = a.lead_id
   where a.org_id = $1::uuid and a.cause = $2 and a.at = $3::timestamptz
   order by l.id for update of l`;
