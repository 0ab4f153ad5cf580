import type { OrgSql } from "@leadlift/db/connect";
import type { Context } from "../context.ts";
import { openStepSql } from "../next-step/open-step-sql.ts";
import { asleepSql } from "../snooze/asleep-sql.ts";
import { addBusinessMinutes, businessCalendar } from "../work/business-time.ts";
import { type NewNotification, notify } from "./notify.ts";

const minuteMs = 60_000;
/** So long before a promise falls due its owner is told, and so long after when nobody looked in time. */
export const dueWithinMinutes = 10;
/** A closed week may lie between an enquiry and the end of its promise, with the holidays around it. */
const enquiryDays = 10;

/** Tells owners of what they promised for within the next ten minutes, each once. Returns how many were told. */
export async function notifyDue(ctx: Context): Promise<number> {
  return ctx.db.withOrgSql(ctx.orgId, async (sql) =>
    notify(sql, ctx, [...(await stepsDue(sql, ctx)), ...(await repliesDue(sql, ctx))]),
  );
}

interface StepDue {
  stepId: string;
  leadId: string;
  ownerId: string;
  kind: "call" | "whatsapp" | "visit" | "other";
  dueAt: Date;
}

async function stepsDue(sql: OrgSql, ctx: Context): Promise<NewNotification[]> {
  const now = ctx.now().getTime();
  const { rows } = await sql.query<StepDue>(
    `select s.id as "stepId", s.lead_id as "leadId", l.owner_id as "ownerId", s.kind, s.due_at as "dueAt"
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
  return rows.map(({ stepId, leadId, ownerId, kind, dueAt }) => ({
    kind: "due",
    params: { step: kind, dueAt: dueAt.toISOString() },
    userId: ownerId,
    leadId,
    once: `due ${stepId} ${dueAt.toISOString()}`,
  }));
}

/** Enquiries without a reply, from half of the promised time on, at most ten minutes before the promise is broken. */
async function repliesDue(sql: OrgSql, ctx: Context): Promise<NewNotification[]> {
  const now = ctx.now().getTime();
  const { rows } = await sql.query<{ leadId: string; ownerId: string; enquiredAt: Date }>(
    `select l.id as "leadId", l.owner_id as "ownerId", coalesce(l.enquired_at, l.created_at) as "enquiredAt"
       from lead l left join lead_work w on w.org_id = l.org_id and w.lead_id = l.id
      where l.org_id = $1 and coalesce(l.enquired_at, l.created_at) > $2 and coalesce(l.enquired_at, l.created_at) <= $3
        and l.owner_id is not null and l.status = 'open' and l.merged_into is null and w.first_reply_at is null
        and not exists (select from snooze z where z.org_id = l.org_id and z.lead_id = l.id
                           and ${asleepSql("$3::timestamptz")})
      order by l.id`,
    [ctx.orgId, new Date(now - enquiryDays * 86_400_000), ctx.now()],
  );
  const { firstReplyMinutes } = ctx.organisation;
  const calendar = businessCalendar(ctx.organisation);
  const ahead = Math.min(dueWithinMinutes, firstReplyMinutes / 2) * minuteMs;
  return rows.flatMap(({ leadId, ownerId, enquiredAt }): NewNotification[] => {
    const dueAt = addBusinessMinutes(enquiredAt, firstReplyMinutes, calendar);
    const left = dueAt.getTime() - now;
    if (left > ahead || left <= -dueWithinMinutes * minuteMs) return [];
    const params = { step: null, dueAt: dueAt.toISOString() };
    return [{ kind: "due", params, userId: ownerId, leadId, once: `reply ${leadId}` }];
  });
}
