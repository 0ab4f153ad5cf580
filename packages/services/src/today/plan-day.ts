import type { OrgSql } from "@leadlift/db/connect";
import type { Context } from "../context.ts";
import { openStepSql } from "../next-step/open-step-sql.ts";
import { asleepSql } from "../snooze/asleep-sql.ts";
import { capacityOf, type Day, dayOf } from "./day-of.ts";
import { type ListSection, listSections, type TodaySection } from "./sections.ts";

/** Enquiries without an answer are new for so long. */
export const newForDays = 14;
/** So long we wait for an answer before a lead may be called again. */
export const restDays = 2;
/** Acts after which a lead is done for the day. */
export const doneBy = ["called", "messaged", "planned", "snoozed", "reassigned"] as const;

const mostOfList = 500;
const mostBeside = 25;

export interface PlannedLead {
  leadId: string;
  section: TodaySection;
  enquiredAt: Date;
  lastInAt: Date | null;
  lastOutAt: Date | null;
  /** of what is due next */
  dueAt: Date | null;
}

export interface DayPlan extends Day {
  capacity: number;
  sections: Record<TodaySection, PlannedLead[]>;
  counts: Record<TodaySection, number>;
}

/** The leads of somebody's day in the order they are worked, without who they are. */
export async function planDay(sql: OrgSql, ctx: Context, userId: string): Promise<DayPlan> {
  const now = ctx.now();
  const day = dayOf(ctx, now);
  const capacity = await capacityOf(sql, ctx, userId);
  const steps = await stepsOf(sql, ctx, userId, day);
  const sleepers = await sleepersOf(sql, ctx, userId);
  const done = await handledLeads(sql, ctx, userId, day);
  const { rows } = await sql.query<PlannedLead & { count: number }>(planSql, [
    ctx.orgId,
    userId,
    now,
    day.until,
    Math.max(1, capacity),
    steps.map(({ leadId }) => leadId),
    steps.map(({ dueAt }) => dueAt),
    steps.map(({ visit }) => visit),
    sleepers.map(({ leadId }) => leadId),
    sleepers.map(({ since }) => since),
    done.map(({ leadId }) => leadId),
    done.map(({ at }) => at),
  ]);
  const sections = emptySections<PlannedLead[]>(() => []);
  const counts = emptySections(() => 0);
  for (const { count, ...lead } of rows) {
    sections[lead.section].push(lead);
    counts[lead.section] = count;
  }
  sections.done = done.slice(0, mostBeside);
  counts.done = done.length;
  const first = sections.new.length + sections.promised.length + sections.visits.length;
  sections.next = sections.next.slice(0, Math.max(0, capacity - first - done.length));
  return { ...day, capacity, sections, counts };
}

export interface ListPlace {
  /** from 1 */
  place: number;
  size: number;
  section: ListSection;
}

/** Place in the day's list; null for a lead that is not on it. */
export function placeIn({ sections }: DayPlan, leadId: string): ListPlace | null {
  return placeAmong(
    listSections.flatMap((section) => sections[section]),
    leadId,
  );
}

export function placeAmong(list: readonly PlannedLead[], leadId: string): ListPlace | null {
  const place = list.findIndex((lead) => lead.leadId === leadId);
  const section = listSections.find((each) => each === list[place]?.section);
  return section ? { place: place + 1, size: list.length, section } : null;
}

function emptySections<T>(make: () => T): Record<TodaySection, T> {
  return {
    new: make(),
    next: make(),
    promised: make(),
    visits: make(),
    waiting: make(),
    snoozed: make(),
    done: make(),
  };
}

/** When the first of each lead's open steps is due, and whether it is visited today. */
async function stepsOf(
  sql: OrgSql,
  ctx: Context,
  userId: string,
  { from, until }: Day,
): Promise<{ leadId: string; dueAt: Date; visit: boolean }[]> {
  const { rows } = await sql.query<{ leadId: string; dueAt: Date; visit: boolean }>(
    `select s.lead_id as "leadId", min(s.due_at) as "dueAt",
            bool_or(s.kind = 'visit' and s.due_at >= $3 and s.due_at < $4) as visit
       from next_step s where s.org_id = $1 and s.owner_id = $2 and ${openStepSql("s")} group by s.lead_id`,
    [ctx.orgId, userId, from, until],
  );
  return rows;
}

/** Leads whose time has not come, unless their persons spoke since. */
async function sleepersOf(
  sql: OrgSql,
  ctx: Context,
  userId: string,
): Promise<{ leadId: string; since: Date }[]> {
  const { rows } = await sql.query<{ leadId: string; since: Date }>(
    `select z.lead_id as "leadId", z.created_at as since
       from snooze z
       join lead l on l.org_id = z.org_id and l.id = z.lead_id and l.owner_id = $2
       left join lead_work w on w.org_id = z.org_id and w.lead_id = z.lead_id
      where z.org_id = $1 and ${asleepSql("$3::timestamptz")}`,
    [ctx.orgId, userId, ctx.now()],
  );
  return rows;
}

/** What the person has done about today, latest first, closed and handed over leads too. */
async function handledLeads(
  sql: OrgSql,
  ctx: Context,
  userId: string,
  { from, until }: Day,
): Promise<(PlannedLead & { at: Date })[]> {
  const { rows } = await sql.query<PlannedLead & { at: Date }>(
    `select l.id as "leadId", 'done' as section, coalesce(l.enquired_at, l.created_at) as "enquiredAt",
            w.last_in_at as "lastInAt", w.last_out_at as "lastOutAt", null::timestamptz as "dueAt", handled.at
       from (select lead_id, max(occurred_at) as at from act
              where org_id = $1 and user_id = $2 and occurred_at >= $3 and occurred_at < $4
                and undone_at is null and kind = any($5::text[]) group by lead_id) handled
       join lead l on l.org_id = $1 and l.id = handled.lead_id
       left join lead_work w on w.org_id = $1 and w.lead_id = l.id
      order by handled.at desc, l.id`,
    [ctx.orgId, userId, from, until, doneBy],
  );
  return rows;
}

/** Sections as numbers, from 1: words sort slowly. */
const coded = [
  "new",
  "next",
  "promised",
  "visits",
  "waiting",
  "snoozed",
  "done",
] as const satisfies TodaySection[];
const code = Object.fromEntries(coded.map((section, place) => [section, place + 1]));
const names = `array[${coded.map((section) => `'${section}'`).join()}]`;

// $1 organisation, $2 whose, $3 now, $4 the day's end, $5 leads a day; then steps, sleepers and what is done, as arrays: the
// planner knows how long they are, and of the rows of one person it would guess one. For the same reason the work on a
// lead is looked up lead by lead (offset 0), and not read for the whole organisation.
const planSql = `
  with own as materialized (
    select l.id, l.score, l.grade, coalesce(l.enquired_at, l.created_at) as enquired_at,
           w.last_in_at, w.last_out_at, step.due_at,
           w.last_in_at is not null and w.last_in_at > coalesce(w.last_out_at, '-infinity') as awaiting,
           case when step.visit then ${code.visits}
                when z.since is not null then ${code.snoozed}
                when w.first_reply_at is null and coalesce(l.enquired_at, l.created_at) > $3::timestamptz - interval '${newForDays} days'
                     and handled.at is null and step.due_at is null then ${code.new}
                when step.due_at < $4 then ${code.promised}
                when handled.at >= coalesce(w.last_in_at, '-infinity') then ${code.done}
                when step.due_at is not null then ${code.waiting}
                when w.last_out_at > greatest(coalesce(w.last_in_at, '-infinity'), $3::timestamptz - interval '${restDays} days')
                     then ${code.waiting}
                else ${code.next} end as section
      from lead l
      left join lateral (
        select w.first_reply_at, w.last_in_at, w.last_out_at from lead_work w
         where w.org_id = l.org_id and w.lead_id = l.id offset 0) w on true
      left join unnest($6::uuid[], $7::timestamptz[], $8::bool[]) as step(lead_id, due_at, visit) on step.lead_id = l.id
      left join unnest($9::uuid[], $10::timestamptz[]) as z(lead_id, since) on z.lead_id = l.id
      left join unnest($11::uuid[], $12::timestamptz[]) as handled(lead_id, at) on handled.lead_id = l.id
     where l.org_id = $1 and l.owner_id = $2 and l.status = 'open' and l.merged_into is null),
  ranked as (
    select own.*, count(*) over (partition by section)::int as count,
           row_number() over (
             partition by section
             order by case when section = ${code.new} then enquired_at end desc,
                      case when section <> ${code.next} then due_at end,
                      grade collate "C" nulls last, awaiting desc, score desc nulls last,
                      greatest(last_in_at, enquired_at) desc, id) as place
      from own where section <> ${code.done})
  select id as "leadId", (${names})[section] as section, enquired_at as "enquiredAt", last_in_at as "lastInAt",
         last_out_at as "lastOutAt", due_at as "dueAt", count
    from ranked
   where place <= case section when ${code.next} then $5::int when ${code.waiting} then ${mostBeside}
                               when ${code.snoozed} then ${mostBeside} else ${mostOfList} end
   order by section, place`;
