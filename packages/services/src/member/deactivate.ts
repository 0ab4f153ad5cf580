import type { OrgSql } from "@leadlift/db/connect";
import { z } from "zod";
import { bulkReassignIn } from "../assignment/bulk-reassign.ts";
import { actorId, audit } from "../audit.ts";
import { endSessions } from "../auth/end-sessions.ts";
import type { Context } from "../context.ts";
import { ServiceError } from "../errors.ts";
import { announce } from "../live/announce.ts";
import { requirePermission } from "../permissions.ts";
import { lockMember, requireAnotherAdmin } from "./lock-member.ts";

export const deactivateInput = z.object({
  userId: z.uuid(),
  /** who gets their open leads, by load; none where there are none */
  toUserIds: z.array(z.uuid()).max(50).default([]),
  /** how many leads, as the preview said */
  expected: z.int().min(0).optional(),
});

export interface Deactivated {
  /** leads that others have now, with what was promised for them */
  leads: number;
}

/**
 * Somebody leaves: open leads go to others, sessions and streams end at once, links and alerts go nowhere. All of it or
 * nothing. Throws NOT_FOUND; CONFLICT for oneself, the last admin, or leads that changed since the preview; BAD_INPUT
 * when nobody gets their leads.
 */
export async function deactivateMember(
  ctx: Context,
  input: z.input<typeof deactivateInput>,
): Promise<Deactivated> {
  requirePermission(ctx, "member.manage");
  const { userId, toUserIds, expected } = deactivateInput.parse(input);
  if (actorId(ctx.actor) === userId) {
    throw new ServiceError("CONFLICT", "You cannot deactivate yourself: ask another admin.");
  }
  const leads = await ctx.db.withOrgSql(ctx.orgId, async (sql) => {
    const { role, deactivated } = await lockMember(sql, ctx, userId);
    if (deactivated) return 0;
    if (role === "admin") await requireAnotherAdmin(sql, ctx, userId);
    await sql.query(
      `insert into member_settings (org_id, user_id, deactivated_at, deactivated_by, updated_at) values ($1, $2, $3, $4, $3)
       on conflict (org_id, user_id) do update set deactivated_at = $3, deactivated_by = $4, updated_at = $3`,
      [ctx.orgId, userId, ctx.now(), actorId(ctx.actor)],
    );
    await sql.query("delete from push_subscription where org_id = $1 and user_id = $2", [ctx.orgId, userId]);
    const moved = await handOn(sql, ctx, { userId, toUserIds, expected });
    await audit(sql, ctx, {
      action: "member.deactivate",
      subjectType: "member",
      subjectId: userId,
      detail: { leads: moved },
    });
    await announce(sql, ctx, { kind: "access", leadIds: "many", userIds: [userId] });
    return moved;
  });
  // They count for nothing since the commit; now they are gone as well.
  await endSessions(ctx, { orgId: ctx.orgId, userId });
  return { leads };
}

async function handOn(
  sql: OrgSql,
  ctx: Context,
  { userId, toUserIds, expected }: { userId: string; toUserIds: string[]; expected: number | undefined },
): Promise<number> {
  if (toUserIds.length > 0) {
    const moving = { fromUserId: userId, toUserIds, cause: "leaver" as const };
    const { leads } = await bulkReassignIn(sql, ctx, {
      ...moving,
      ...(expected === undefined ? {} : { expected }),
    });
    return leads;
  }
  const { rowCount } = await sql.query(
    `select from lead where org_id = $1 and owner_id = $2 and status = 'open' and merged_into is null limit 1`,
    [ctx.orgId, userId],
  );
  if (rowCount > 0) throw new ServiceError("BAD_INPUT", "They have open leads: choose who gets them.");
  return 0;
}
