import type { OrgSql } from "@leadlift/db/connect";
import { onDuty } from "../assignment/on-duty.ts";
import type { Context } from "../context.ts";
import { coversToday } from "../leave/cover.ts";
import { openStepSql } from "../next-step/open-step-sql.ts";
import { asleepSql } from "../snooze/asleep-sql.ts";
import { addBusinessMinutes, businessCalendar } from "../work/business-time.ts";
import { type NewNotification, notify } from "./notify.ts";

const minuteMs = 60_000;
/** So long before a promise falls due its owner is told, and so long after when nobody looked in time. */
export const dueWithinMinutes = 10;
/** A closed week may lie between an enquiry and the end of its promise, with the holidays around it. */
const enquiryDays = 10;

/**
 * Tells people of what was promised for within the next ten minutes, each once: the owner, whoever covers while that one
 * is on leave, and of a first reply to what is nobody's all who work now. Returns how many were told.
 */
export async function notifyDue(ctx: Context): Promise<number> {
  return ctx.db.withOrgSql(ctx.orgId, async (sql) => {
    const due = [...(await stepsDue(sql, ctx)), ...(await repliesDue(sql, ctx))];
    if (due.length === 0) return 0;
    const told = await readersOf(sql, ctx, due);
    return notify(sql, ctx, due.flatMap(told));
  });
}

interface Due {
  leadId: string;
  /** null: nobody's yet */
  ownerId: string | null;
  /** null: the first reply */
  step: "call" | "whatsapp" | "visit" | "other" | null;
  dueAt: Date;
  once: string;
}

/** Who is told of what, and for whom they cover. */
async function readersOf(
  sql: OrgSql,
  ctx: Context,
  due: readonly Due[],
): Promise<(each: Due) => NewNotification[]> {
  const covers = await coversToday(sql, ctx);
  const working = due.some(({ ownerId }) => ownerId === null) ? await onDuty(sql, ctx) : [];
  return ({ leadId, ownerId, step, dueAt, once }) => {
    const news = (userId: string, owner: string | null): NewNotification => ({
      kind: "due",
      params: { step, dueAt: dueAt.toISOString(), owner },
      userId,
      leadId,
      once,
    });
    if (ownerId === null) return working.map(({ userId }) => news(userId, null));
    const covering = covers.filter(({ awayId }) => awayId === ownerId);
    if (covering.length === 0) return [news(ownerId, null)];
    return covering.map(({ coverId }) => news(coverId, ownerId));
  };
}

async function stepsDue(sql: OrgSql, ctx: Context): Promise<Due[]> {
  const now = ctx.now().getTime();
  const { rows } = await sql.query<Omit<Due, "once"> & { stepId: string }>(
    `select s.id as "stepId", s.lead_id as "leadId", l.owner_id as "ownerId", s.kind as step, s.due_at as "dueAt"
       from next_step s
       join lead l on l.org_id = s.org_id and l.id = s.lead_id
       left join lead_work w on w.org_id = s.org_id and w.lead_id = s.lead_id
      where s.org_id = $1 and s.due_at > $2 and s.due_at <= $3 and ${openStepSql("s")}
        and s.created_at < s.due_at - interval '1 minute' * $5
        and l.owner_id is not null and l.status = 'open' and l.merged_into is null
        and not exists (select from snooze z where z.org_id = s.org_id and z.lead_id = s.lead_id
                           and ${asleepSql("$4::timestamptz")})
      order by s.due_at, s.id`,
    [
      ctx.orgId,
      new Date(now - dueWithinMinutes * minuteMs),
      new Date(now + dueWithinMinutes * minuteMs),
      ctx.now(),
      dueWithinMinutes,
    ],
  );
  return rows.map(({ stepId, ...due }) => ({ ...due, once: `due ${stepId} ${due.dueAt.toISOString()}` }));
}

/** Enquiries without a reply, from half of the promised time on, at most ten minutes before the promise is broken. */
async function repliesDue(sql: OrgSql, ctx: Context): Promise<Due[]> {
  const now = ctx.now().getTime();
  const { rows } = await sql.query<{ leadId: string; ownerId: string | null; enquiredAt: Date }>(
    `select l.id as "leadId", l.owner_id as "ownerId", coalesce(l.enquired_at, l.created_at) as "enquiredAt"
       from lead l left join lead_work w on w.org_id = l.org_id and w.lead_id = l.id
      where l.org_id = $1 and coalesce(l.enquired_at, l.created_at) > $2 and coalesce(l.enquired_at, l.created_at) <= $3
        and l.status = 'open' and l.merged_into is null and w.first_reply_at is null
        and not exists (select from snooze z where z.org_id = l.org_id and z.lead_id = l.id
                           and ${asleepSql("$3::timestamptz")})
      order by l.id`,
    [ctx.orgId, new Date(now - enquiryDays * 86_400_000), ctx.now()],
  );
  const { firstReplyMinutes } = ctx.organisation;
  const calendar = businessCalendar(ctx.organisation);
  const ahead = Math.min(dueWithinMinutes, firstReplyMinutes / 2) * minuteMs;
  return rows.flatMap(({ leadId, ownerId, enquiredAt }): Due[] => {
    const dueAt = addBusinessMinutes(enquiredAt, firstReplyMinutes, calendar);
    const left = dueAt.getTime() - now;
    if (left > ahead || left <= -dueWithinMinutes * minuteMs) return [];
    return [{ leadId, ownerId, step: null, dueAt, once: `reply ${leadId}` }];
  });
}
