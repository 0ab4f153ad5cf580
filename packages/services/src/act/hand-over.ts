import type { OrgSql } from "@leadlift/db/connect";
import { claimLead } from "../assignment/claim.ts";
import { setOwner } from "../assignment/set-owner.ts";
import type { Context } from "../context.ts";
import { ServiceError } from "../errors.ts";
import { can } from "../permissions.ts";
import type { Effect } from "./effects.ts";
import type { ActedLead } from "./lead-of-act.ts";

/**
 * Gives a locked lead to somebody else: one's own to a colleague, nobody's to oneself, any as a manager.
 * Throws FORBIDDEN, BAD_INPUT for who is no member or has left.
 */
export async function handOver(
  sql: OrgSql,
  ctx: Context,
  lead: ActedLead,
  { to, occurredAt }: { to: string; occurredAt: Date },
): Promise<Effect[]> {
  if (lead.ownerId === to) return [];
  await requireMember(sql, ctx, to);
  const claims = lead.ownerId === null && ctx.actor.kind === "user" && ctx.actor.userId === to;
  if (claims) return claimLead(sql, ctx, lead, { userId: to, occurredAt });
  if (!mayGive(ctx, lead)) {
    throw new ServiceError("FORBIDDEN", "Only whoever has this lead, or a manager, can give it to another.");
  }
  await setOwner(sql, ctx, { leadId: lead.id, to, cause: "assign" });
  return [{ kind: "owner", from: lead.ownerId, to }];
}

async function requireMember(sql: OrgSql, ctx: Context, userId: string): Promise<void> {
  const { rowCount } = await sql.query(
    `select from org_member m
       left join member_settings s on s.org_id = m.org_id and s.user_id = m.user_id
      where m.org_id = $1 and m.user_id = $2 and s.deactivated_at is null`,
    [ctx.orgId, userId],
  );
  if (rowCount === 0) throw new ServiceError("BAD_INPUT", "Nobody here by that id works on leads.");
}

function mayGive({ actor }: Context, { ownerId }: ActedLead): boolean {
  return actor.kind === "user" && (actor.userId === ownerId || can(actor.role, "lead.assign"));
}
