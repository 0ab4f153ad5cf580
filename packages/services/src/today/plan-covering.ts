import type { OrgSql } from "@leadlift/db/connect";
import type { Context } from "../context.ts";
import { coversToday } from "../leave/cover.ts";
import { openStepSql } from "../next-step/open-step-sql.ts";
import { asleepSql } from "../snooze/asleep-sql.ts";
import type { Day } from "./day-of.ts";
import { newForDays, type PlannedLead } from "./plan-day.ts";
import type { Away } from "./sections.ts";

const dayMs = 86_400_000;
const mostCovered = 25;

export interface CoveredLead extends PlannedLead {
  away: Away;
}

/**
 * What falls due by tonight on the leads of people on leave for whom this one covers: visits of the day, what else was
 * promised, the longest due first, then enquiries without a reply. 25 at most.
 */
export async function planCovering(
  sql: OrgSql,
  ctx: Context,
  userId: string,
  { from, until }: Day,
): Promise<CoveredLead[]> {
  const covers = (await coversToday(sql, ctx)).filter(({ coverId }) => coverId === userId);
  if (covers.length === 0) return [];
  const away = new Map(
    covers.map(({ awayId, awayName, lastDay }) => [awayId, { userId: awayId, name: awayName, lastDay }]),
  );
  const { rows } = await sql.query<PlannedLead & { ownerId: string }>(coveredSql, [
    ctx.orgId,
    [...away.keys()],
    ctx.now(),
    from,
    until,
    mostCovered,
    new Date(ctx.now().getTime() - newForDays * dayMs),
  ]);
  return rows.flatMap(({ ownerId, ...lead }) => {
    const owner = away.get(ownerId);
    return owner ? [{ ...lead, away: owner }] : [];
  });
}

// $1 organisation, $2 who are away, $3 now, $4 and $5 the day, $6 how many, $7 since when enquiries are new
const coveredSql = `
  with due as (
    select s.lead_id, min(s.due_at) as due_at, bool_or(s.kind = 'visit' and s.due_at >= $4) as visit
      from next_step s
     where s.org_id = $1::uuid and s.owner_id = any($2::uuid[]) and s.due_at < $5 and ${openStepSql("s")}
     group by s.lead_id),
  wanted as (
    select lead_id, due_at, visit from due
     union all
    select l.id, null, false from lead l
     where l.org_id = $1::uuid and l.owner_id = any($2::uuid[]) and l.status = 'open' and l.merged_into is null
       and coalesce(l.enquired_at, l.created_at) > $7::timestamptz
       and not exists (select from lead_work w where w.org_id = l.org_id and w.lead_id = l.id and w.first_reply_at is not null)
       and not exists (select from next_step s where s.org_id = l.org_id and s.lead_id = l.id and ${openStepSql("s")}))
  select l.id as "leadId", l.owner_id as "ownerId", coalesce(l.enquired_at, l.created_at) as "enquiredAt",
         w.last_in_at as "lastInAt", w.last_out_at as "lastOutAt", d.due_at as "dueAt",
         case when d.visit then 'visits' when d.due_at is null then 'new' else 'promised' end as section
    from wanted d
    join lead l on l.org_id = $1::uuid and l.id = d.lead_id and l.status = 'open' and l.merged_into is null
    left join lead_work w on w.org_id = l.org_id and w.lead_id = l.id
   where d.visit or not exists (select from snooze z where z.org_id = l.org_id and z.lead_id = l.id
                                   and ${asleepSql("$3::timestamptz")})
   order by d.due_at nulls last, "enquiredAt" desc, l.id
   limit $6::int`;
