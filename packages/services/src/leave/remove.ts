import { z } from "zod";
import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import { announce } from "../live/announce.ts";
import { requireLeaveOf } from "./may-change.ts";

export const removeLeaveInput = z.object({ leaveId: z.uuid() });

export interface RemovedLeave {
  userId: string;
  firstDay: string;
  lastDay: string;
  coverId: string | null;
}

/** Returns what was there, to enter it again. Throws NOT_FOUND, FORBIDDEN. */
export async function removeLeave(
  ctx: Context,
  input: z.input<typeof removeLeaveInput>,
): Promise<RemovedLeave> {
  const { leaveId } = removeLeaveInput.parse(input);
  return ctx.db.withOrgSql(ctx.orgId, async (sql) => {
    const { rows } = await sql.query<RemovedLeave>(
      `delete from leave where org_id = $1 and id = $2
       returning user_id as "userId", to_char(first_day, 'YYYY-MM-DD') as "firstDay", to_char(last_day, 'YYYY-MM-DD') as "lastDay",
                 cover_id as "coverId"`,
      [ctx.orgId, leaveId],
    );
    const [removed] = rows;
    if (!removed) throw notFound("This leave");
    requireLeaveOf(ctx, removed.userId);
    const { userId, firstDay, lastDay } = removed;
    await audit(sql, ctx, {
      action: "leave.remove",
      subjectType: "member",
      subjectId: userId,
      detail: { leaveId, firstDay, lastDay },
    });
    await announce(sql, ctx, { kind: "lead", leadIds: "many" });
    return removed;
  });
}
