import type { OrgSql } from "@leadlift/db/connect";
import type { Context } from "../context.ts";
import { ServiceError } from "../errors.ts";
import { promiseJob } from "../jobs/promise.ts";
import { notifyAssigned, withdrawAssigned } from "../notification/notify-assigned.ts";
import { can } from "../permissions.ts";
import type { Effect } from "./effects.ts";
import type { ActedLead } from "./lead-of-act.ts";

/**
 * Gives a locked lead to somebody else: one's own to a colleague, nobody's to oneself, any as a manager.
 * Throws FORBIDDEN, BAD_INPUT for who is no member or has left.
 */
export async function handOver(sql: OrgSql, ctx: Context, lead: ActedLead, to: string): Promise<Effect[]> {
  if (lead.ownerId === to) return [];
  await requireMember(sql, ctx, to);
  const claims = lead.ownerId === null && ctx.actor.kind === "user" && ctx.actor.userId === to;
  if (!claims && !mayGive(ctx, lead)) {
    throw new ServiceError("FORBIDDEN", "Only whoever has this lead, or a manager, can give it to another.");
  }
  await setOwner(sql, ctx, { leadId: lead.id, to, cause: claims ? "claim" : "assign" });
  return [{ kind: "owner", from: lead.ownerId, to }];
}

export interface OwnerChange {
  leadId: string;
  /** null: nobody's from now on */
  to: string | null;
  /** as the table of assignments keeps it */
  cause: "assign" | "claim" | "undo";
}

/** The lead's open promises go with it, by a trigger. */
export async function setOwner(sql: OrgSql, ctx: Context, { leadId, to, cause }: OwnerChange): Promise<void> {
  await sql.query("select set_config('app.assignment', $1, true)", [cause]);
  await sql.query(
    "update lead set owner_id = $3, version = version + 1, updated_at = $4 where org_id = $1 and id = $2",
    [ctx.orgId, leadId, to, ctx.now()],
  );
  await sql.query("select set_config('app.assignment', '', true)");
  if (cause === "undo") await withdrawAssigned(sql, ctx, { leadId });
  else await notifyAssigned(sql, ctx, [{ leadId, to }]);
  // A score that is being made is of the version before.
  await promiseJob(sql, ctx, "lead.score", { orgId: ctx.orgId, leadId });
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
