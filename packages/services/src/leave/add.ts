import type { OrgSql } from "@leadlift/db/connect";
import { newId } from "@leadlift/db/id";
import { z } from "zod";
import { actorId, audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { ServiceError } from "../errors.ts";
import { announce } from "../live/announce.ts";
import { lockMember } from "../member/lock-member.ts";
import { requireLeaveOf } from "./may-change.ts";

export const addLeaveInput = z
  .object({
    userId: z.uuid(),
    firstDay: z.iso.date(),
    lastDay: z.iso.date(),
    /** who does meanwhile what falls due; the managers where nobody is named */
    coverId: z.uuid().nullish(),
  })
  .refine(({ firstDay, lastDay }) => firstDay <= lastDay, "The last day is before the first.");

const longestDays = 366;

/** Days on which somebody is away. Throws FORBIDDEN, NOT_FOUND, BAD_INPUT, CONFLICT for days that are entered already. */
export async function addLeave(
  ctx: Context,
  input: z.input<typeof addLeaveInput>,
): Promise<{ leaveId: string }> {
  const { userId, firstDay, lastDay, coverId = null } = addLeaveInput.parse(input);
  requireLeaveOf(ctx, userId);
  const days = (Date.parse(lastDay) - Date.parse(firstDay)) / 86_400_000 + 1;
  if (days > longestDays) throw new ServiceError("BAD_INPUT", "Leave is for a year at most.");
  const leaveId = newId();
  await ctx.db.withOrgSql(ctx.orgId, async (sql) => {
    await lockMember(sql, ctx, userId);
    await requireCover(sql, ctx, userId, coverId);
    const { rowCount } = await sql.query(
      `select from leave where org_id = $1 and user_id = $2 and first_day <= $4::date and last_day >= $3::date limit 1`,
      [ctx.orgId, userId, firstDay, lastDay],
    );
    if (rowCount > 0) throw new ServiceError("CONFLICT", "Some of these days are entered already.");
    await sql.query(
      `insert into leave (org_id, id, user_id, first_day, last_day, cover_id, created_by, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [ctx.orgId, leaveId, userId, firstDay, lastDay, coverId, actorId(ctx.actor), ctx.now()],
    );
    await audit(sql, ctx, {
      action: "leave.add",
      subjectType: "member",
      subjectId: userId,
      detail: { leaveId, firstDay, lastDay, coverId },
    });
    await announce(sql, ctx, { kind: "lead", leadIds: "many" });
  });
  return { leaveId };
}

async function requireCover(
  sql: OrgSql,
  ctx: Context,
  userId: string,
  coverId: string | null,
): Promise<void> {
  if (coverId === null) return;
  if (coverId === userId) throw new ServiceError("BAD_INPUT", "Somebody else has to cover.");
  const { deactivated } = await lockMember(sql, ctx, coverId);
  if (deactivated) throw new ServiceError("BAD_INPUT", "Whoever covers has left.");
}
