import type { OrgSql } from "@leadlift/db/connect";
import type { Context } from "../context.ts";
import { asleepSql } from "../snooze/asleep-sql.ts";
import { newForDays, type PlannedLead } from "../today/plan-day.ts";
import { addBusinessMinutes, businessCalendar } from "../work/business-time.ts";

const dayMs = 86_400_000;
/** So many of them, the latest, are looked at and counted. */
const mostLookedAt = 500;

// Since when the person waits: latest word, enquiry, or when we heard of it. The expression is that of the index
// lead_unclaimed, which under row-level security is entered by a CASE, and not by a COALESCE.
const since = `case when l.waiting_since is not null then l.waiting_since
                   when l.enquired_at is not null then l.enquired_at else l.created_at end`;

// $1 organisation, $2 now, $3 fourteen days ago. The work on a lead is looked up lead by lead (offset 0), and not read
// for the whole organisation.
const unclaimedSql = `
  from lead l
  left join lateral (
    select w.first_reply_at, w.last_in_at, w.last_out_at from lead_work w
     where w.org_id = l.org_id and w.lead_id = l.id offset 0) w on true
 where l.org_id = $1::uuid and l.owner_id is null and l.status = 'open' and l.merged_into is null
   and ${since} > $3::timestamptz
   and (w.first_reply_at is null or w.last_in_at > w.last_out_at)
   and not exists (select from snooze z where z.org_id = l.org_id and z.lead_id = l.id and ${asleepSql("$2::timestamptz")})
 order by ${since} desc, l.id`;

function valuesAt(ctx: Context, now: Date): unknown[] {
  return [ctx.orgId, now, new Date(now.getTime() - newForDays * dayMs)];
}

interface Unclaimed extends PlannedLead {
  score: number | null;
}

/**
 * Open leads that nobody has and nobody has answered, as everybody is offered them: first those whose reply can still
 * be given as promised, the soonest due first, then by score. The latest 500.
 */
export async function unclaimedLeads(sql: OrgSql, ctx: Context): Promise<PlannedLead[]> {
  const now = ctx.now();
  const { rows } = await sql.query<Unclaimed>(
    `select l.id as "leadId", 'new' as section, ${since} as "enquiredAt", w.last_in_at as "lastInAt",
            w.last_out_at as "lastOutAt", null::timestamptz as "dueAt", l.score ${unclaimedSql} limit ${mostLookedAt}`,
    valuesAt(ctx, now),
  );
  const calendar = businessCalendar(ctx.organisation);
  const { firstReplyMinutes } = ctx.organisation;
  const late = ({ enquiredAt }: Unclaimed) =>
    addBusinessMinutes(enquiredAt, firstReplyMinutes, calendar).getTime() < now.getTime();
  const inTime = rows.filter((lead) => !late(lead)).reverse();
  const broken = rows.filter(late).sort((a, b) => (b.score ?? -1) - (a.score ?? -1));
  return [...inTime, ...broken].map(({ score: _score, ...lead }) => lead);
}

/** The same, locked and without those that somebody is taking at this moment, longest waiting first. */
export async function lockUnclaimed(sql: OrgSql, ctx: Context): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>(
    `select l.id ${unclaimedSql} limit ${mostLookedAt} for update of l skip locked`,
    valuesAt(ctx, ctx.now()),
  );
  return rows.map(({ id }) => id).reverse();
}
