import { z } from "zod";
import type { Context } from "../context.ts";
import { requirePermission } from "../permissions.ts";
import { calendarDay } from "../work/local-day.ts";

export const listLeaveInput = z.object({
  /** whose; everybody's where it is not said */
  userId: z.uuid().optional(),
});

export interface LeaveView {
  id: string;
  userId: string;
  name: string;
  /** days of the organisation's calendar, both included */
  firstDay: string;
  lastDay: string;
  /** now */
  away: boolean;
  /** who does meanwhile what falls due; null: the managers */
  cover: { id: string; name: string } | null;
}

/** Leave that is not over yet, soonest first. */
export async function listLeave(
  ctx: Context,
  input: z.input<typeof listLeaveInput> = {},
): Promise<LeaveView[]> {
  requirePermission(ctx, "member.read");
  const { userId } = listLeaveInput.parse(input);
  const today = calendarDay(ctx.now(), ctx.organisation.timezone);
  const { rows } = await ctx.db.withOrgSql(ctx.orgId, (sql) =>
    sql.query<LeaveView>(
      `select l.id, l.user_id as "userId", m.name, to_char(l.first_day, 'YYYY-MM-DD') as "firstDay",
              to_char(l.last_day, 'YYYY-MM-DD') as "lastDay", l.first_day <= $2::date as away,
              case when c.user_id is not null then jsonb_build_object('id', c.user_id, 'name', c.name) end as cover
         from leave l join org_member m on m.org_id = l.org_id and m.user_id = l.user_id
         left join org_member c on c.org_id = l.org_id and c.user_id = l.cover_id
        where l.org_id = $1 and l.last_day >= $2::date and ($3::uuid is null or l.user_id = $3)
        order by l.first_day, m.name, l.id limit 1000`,
      [ctx.orgId, today, userId ?? null],
    ),
  );
  return rows;
}
