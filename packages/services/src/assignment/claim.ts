import type { OrgSql } from "@leadlift/db/connect";
import type { Effect } from "../act/effects.ts";
import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { ServiceError } from "../errors.ts";
import { setOwner } from "./set-owner.ts";

/**
 * Makes a locked lead that is nobody's this person's: of two who try at once, the first. Returns what undo takes back,
 * nothing where it is theirs already. Throws CONFLICT where somebody else has it.
 */
export async function claimLead(
  sql: OrgSql,
  ctx: Context,
  lead: { id: string; ownerId: string | null },
  { userId, occurredAt }: { userId: string; occurredAt: Date },
): Promise<Effect[]> {
  if (lead.ownerId === userId) return [];
  if (lead.ownerId !== null) {
    throw new ServiceError("CONFLICT", "Somebody else was first: this lead is taken.");
  }
  const at = await takenAt(sql, ctx, lead.id, occurredAt);
  await setOwner(sql, ctx, { leadId: lead.id, to: userId, cause: "claim", at });
  await audit(sql, ctx, { action: "lead.claim", subjectType: "lead", subjectId: lead.id });
  return [{ kind: "owner", from: null, to: userId }];
}

/** When it was done: a word with which a lead was taken is not from before it. But not before the lead's own past. */
async function takenAt(sql: OrgSql, ctx: Context, leadId: string, occurredAt: Date): Promise<Date> {
  const { rows } = await sql.query<{ at: Date }>(
    `select least(app_now(), greatest($3::timestamptz, l.created_at,
              (select max(a.at) + interval '1 millisecond' from assignment a
                where a.org_id = $1::uuid and a.lead_id = l.id))) as at
       from lead l where l.org_id = $1::uuid and l.id = $2`,
    [ctx.orgId, leadId, occurredAt],
  );
  return rows[0]?.at ?? occurredAt;
}
