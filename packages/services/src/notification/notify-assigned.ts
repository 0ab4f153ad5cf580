import type { OrgSql } from "@leadlift/db/connect";
import type { Context } from "../context.ts";
import { type NewNotification, notify } from "./notify.ts";

interface Given {
  leadId: string;
  /** null: it is nobody's from now on */
  to: string | null;
}

/** Tells people which leads somebody else gave them, those of one person in one line; in the transaction that gives. */
export async function notifyAssigned(
  sql: OrgSql,
  ctx: Context,
  given: readonly Given[],
  /** of what gives them, by which it is withdrawn */
  bulkId?: string,
): Promise<void> {
  const by = ctx.actor.kind === "user" ? ctx.actor.userId : null;
  const leadsOf = new Map<string, string[]>();
  for (const { leadId, to } of given) {
    if (to !== null && to !== by) append(leadsOf, to, leadId);
  }
  await notify(
    sql,
    ctx,
    [...leadsOf].map(([userId, leadIds]): NewNotification => {
      const [only = null] = leadIds.length === 1 ? leadIds : [];
      return {
        kind: "assigned",
        params: { leads: leadIds.length, by },
        userId,
        leadId: only,
        once: bulkId ?? null,
      };
    }),
  );
}

/** Takes back what was told of a lead, or of many given at once, that is given back, unless it was read. */
export async function withdrawAssigned(
  sql: OrgSql,
  ctx: Context,
  { leadId, bulkId }: { leadId?: string; bulkId?: string },
): Promise<void> {
  await sql.query(
    `delete from notification
      where org_id = $1 and kind = 'assigned' and (lead_id = $2::uuid or once = $3) and read_at is null`,
    [ctx.orgId, leadId ?? null, bulkId ?? null],
  );
}

function append(lists: Map<string, string[]>, key: string, value: string): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}
