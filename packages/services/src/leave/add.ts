import { newId } from "@leadlift/db/id";
import { z } from "zod";
import { actorId, audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { ServiceError } from "../errors.ts";
import { lockMember } from "../member/lock-member.ts";
import { requireLeaveOf } from "./may-change.ts";

export const addLeaveInput = z
  .object({ userId: z.uuid(), firstDay: z.iso.date(), lastDay: z.iso.date() })
  .refine(({ firstDay, lastDay }) => firstDay <= lastDay, "The last day is before the first.");

const longestDays = 366;

/** Days on which somebody is away. Throws FORBIDDEN, NOT_FOUND, BAD_INPUT, CONFLICT for days that are entered already. */
export async function addLeave(
  ctx: Context,
  input: z.input<typeof addLeaveInput>,
): Promise<{ leaveId: string }> {
  const { userId, firstDay, lastDay } = addLeaveInput.parse(input);
  requireLeaveOf(ctx, userId);
  const days = (Date.parse(lastDay) - Date.parse(firstDay)) / 86_400_000 + 1;
  if (days > longestDays) throw new ServiceError("BAD_INPUT", "Leave is for a year at most.");
  const leaveId = newId();
  await ctx.db.withOrgSql(ctx.orgId, async (sql) => {
    await lockMember(sql, ctx, userId);
    const { rowCount } = await sql.query(
      `select from leave where org_id = $1 and user_id = $2 and first_day <= $4::date and last_day >= $3::date limit 1`,
      [ctx.orgId, userId, firstDay, lastDay],
    );
    if (rowCount > 0) throw new ServiceError("CONFLICT", "Some of these days are entered already.");
    await sql.query(
      `insert into leave (org_id, id, user_id, first_day, last_day, created_by, created_at) values ($1, $2, $3, $4, $5, $6, $7)`,
      [ctx.orgId, leaveId, userId, firstDay, lastDay, actorId(ctx.actor), ctx.now()],
    );
    await audit(sql, ctx, {
      action: "leave.add",
      subjectType: "member",
      subjectId: userId,
      detail: { leaveId, firstDay, lastDay },
    });
  });
  return { leaveId };
}
