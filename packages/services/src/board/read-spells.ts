import type { OrgSql } from "@leadlift/db/connect";
import type { Context } from "../context.ts";
import type { Month } from "./month.ts";
import type { BoardRules } from "./rules.ts";

/** A lead in one person's hands, from when it was assigned to them in the month until somebody else had it. */
export interface Spell {
  leadId: string;
  personId: string;
  kind: string;
  merged: boolean;
  ownerId: string;
  enquiredAt: Date;
  since: Date;
  /** as known when it was assigned, else by its first score; null: it had none in time */
  probability: number | null;
  /** who has it next, if anybody else got it; and whether this person gave it away themselves */
  until: Date | null;
  nextProbability: number | null;
  gaveAway: boolean;
  /** for an hour or with a word to it, before: this person; somebody else */
  hadBefore: boolean;
  othersBefore: boolean;
  /** our first word to the person */
  repliedAt: Date | null;
  /** the target's first reaching, by this lead or one merged into it */
  reachedAt: Date | null;
  outcomeId: string | null;
}

/** All spells that began in the month; those of one person where `userId` is given. */
export async function readSpells(
  sql: OrgSql,
  ctx: Context,
  { from, to }: Month,
  rules: BoardRules,
  userId: string | null = null,
): Promise<Spell[]> {
  if (!rules.target) return [];
  const { ladder } = ctx.organisation;
  const { step, horizonDays } = rules.target;
  const place = ladder.findIndex(({ key }) => key === step);
  if (place < 0) return [];
  const { rows } = await sql.query<InMs>(spellsSql, [
    ctx.orgId,
    from,
    to,
    userId,
    ladder.slice(place).map(({ key }) => key),
    step,
    horizonDays,
    rules.firstScoreHours,
    ctx.now(),
    rules.passingMinutes,
  ]);
  return rows.map(({ enquiredAt, since, until, repliedAt, reachedAt, ...row }) => ({
    ...row,
    enquiredAt: new Date(enquiredAt),
    since: new Date(since),
    until: dateOf(until),
    repliedAt: dateOf(repliedAt),
    reachedAt: dateOf(reachedAt),
  }));
}

type Dates = "enquiredAt" | "since" | "until" | "repliedAt" | "reachedAt";
type InMs = Omit<Spell, Dates> & { [Key in Dates]: Spell[Key] extends Date ? number : number | null };

function dateOf(ms: number | null): Date | null {
  return ms === null ? null : new Date(ms);
}

// Thousands of rows: dates as numbers are read in a quarter of the time.
const inMs = (column: string) => `(extract(epoch from ${column}) * 1000)::float8`;

/** Whether an assignment stands: it takes nothing back, and the next one did not take it back. */
function stands(a: string): string {
  return `${a}.cause <> 'undo' and not exists (
            select from assignment u
             where u.org_id = ${a}.org_id and u.lead_id = ${a}.lead_id and u.cause = 'undo' and u.at > ${a}.at
               and u.previous_id is not distinct from ${a}.owner_id
               and u.owner_id is not distinct from ${a}.previous_id
               and not exists (select from assignment x where x.org_id = u.org_id and x.lead_id = u.lead_id
                                  and x.at > ${a}.at and x.at < u.at))`;
}

// Scores of models for another target say nothing about this one. Most leads never change hands: only those that did are
// asked who had them next. The subqueries are walks of an index by lead.
const spellsSql = `
  with moved as materialized (
    select distinct lead_id from assignment where org_id = $1::uuid and previous_id is not null
  ), spell as materialized (
    select a.lead_id, a.owner_id, a.at, a.cause, a.probability, a.model_id, n.at as until, n.probability as next_probability,
           n.model_id as next_model_id
      from assignment a
      left join lateral (
        select b.at, b.owner_id, b.probability, b.model_id from assignment b
         where b.org_id = $1::uuid and b.lead_id = a.lead_id and b.at > a.at and b.owner_id is distinct from a.owner_id
           and a.lead_id in (select lead_id from moved)
           and ${stands("b")}
         order by b.at limit 1) n on true
     where a.org_id = $1::uuid and a.owner_id is not null and a.at >= $2::timestamptz and a.at < $3::timestamptz
       and a.at <= $9::timestamptz and ($4::uuid is null or a.owner_id = $4::uuid)
       and a.previous_id is distinct from a.owner_id and ${stands("a")}
  ), cluster as (
    select distinct lead_id, lead_id as id from spell
     union all
    select m.merged_into, m.id from lead m where m.org_id = $1::uuid and m.merged_into in (select lead_id from spell)
  ), reached as (
    select distinct on (c.lead_id) c.lead_id, coalesce(o.occurred_at, o.recorded_at) as at, o.id
      from cluster c join lead_outcome o on o.org_id = $1::uuid and o.lead_id = c.id
     where o.undone_at is null and o.reached and o.step = any($5::text[])
     order by c.lead_id, 2
  ), model_of_target as (
    select id from model where org_id = $1::uuid and target_step = $6 and horizon_days = $7::int
  )
  select s.lead_id as "leadId", l.person_id as "personId", l.kind, l.merged_into is not null as merged,
         s.owner_id as "ownerId", ${inMs("coalesce(l.enquired_at, l.created_at)")} as "enquiredAt",
         ${inMs("s.at")} as since,
         coalesce(
           case when s.model_id is null or s.model_id in (select id from model_of_target) then s.probability end,
           (select f.probability from score f
             where f.org_id = $1::uuid and f.lead_id = s.lead_id and f.probability is not null
               and f.scored_at >= s.at and f.scored_at <= s.at + make_interval(hours => $8::int)
               and f.model_id in (select id from model_of_target)
             order by f.scored_at limit 1)) as probability,
         ${inMs("s.until")} as until,
         case when s.next_model_id is null or s.next_model_id in (select id from model_of_target)
              then s.next_probability end as "nextProbability",
         s.until is not null and exists (
           select from act c where c.org_id = $1::uuid and c.lead_id = s.lead_id and c.user_id = s.owner_id
             and c.kind = 'reassigned' and c.undone_at is null
             and c.recorded_at between s.until - interval '1 minute' and s.until + interval '1 minute') as "gaveAway",
         coalesce(before.own, false) as "hadBefore", coalesce(before.others, false) as "othersBefore",
         ${inMs("w.first_reply_at")} as "repliedAt",
         ${inMs("o.at")} as "reachedAt", o.id as "outcomeId"
    from spell s
    join lead l on l.org_id = $1::uuid and l.id = s.lead_id
    left join reached o on o.lead_id = s.lead_id
    left join lead_work w on w.org_id = $1::uuid and w.lead_id = s.lead_id
    left join lateral (
      select bool_or(p.owner_id = s.owner_id) as own, bool_or(p.owner_id <> s.owner_id) as others
        from assignment p
        join lateral (
          select b.at from assignment b
           where b.org_id = $1::uuid and b.lead_id = p.lead_id and b.at > p.at and b.owner_id is distinct from p.owner_id
             and ${stands("b")}
           order by b.at limit 1) left_at on true
       where p.org_id = $1::uuid and p.lead_id = s.lead_id and p.at < s.at and p.owner_id is not null
         and p.previous_id is distinct from p.owner_id and ${stands("p")}
         and (left_at.at >= p.at + make_interval(mins => $10::int)
              or w.first_reply_at >= p.at and w.first_reply_at <= left_at.at)) before on s.cause <> 'new'
   order by s.owner_id, s.at, s.lead_id`;
