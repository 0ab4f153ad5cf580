import type { OrgSql } from "@leadlift/db/connect";
import { type Context, systemContext } from "../context.ts";
import type { Platform } from "../platform.ts";
import { demoOrganisationId } from "./accounts.ts";

/** Share of a broker's calls that are to the first five of the list, five weeks ago; each week adds two in a hundred. */
const followers: Readonly<Record<string, number>> = {
  hetal: 0.76,
  faizan: 0.82,
  jignesh: 0.52,
  lakshmi: 0.72,
  gurpreet: 0.44,
  nisha: 0.64,
};

/**
 * Gives the sample's brokers desks in use, as of the moment at which its story ends: what they did about leads lately,
 * what they promised, what they put off, what they thought of leads. Drawn from the events' own ids, so that the same
 * sample has the same desks; done once.
 */
export async function loadDesks(platform: Platform, owners: ReadonlyMap<string, string>): Promise<void> {
  const ctx = await systemContext(platform, demoOrganisationId, "demo");
  await ctx.db.withOrgSql(ctx.orgId, async (sql) => {
    const { rows } = await sql.query<{ endedAt: Date; begun: boolean }>(
      `select created_at as "endedAt", exists (select from act where org_id = $1) as begun
         from organisation where id = $1`,
      [ctx.orgId],
    );
    const [story] = rows;
    if (!story || story.begun) return;
    await loadActs(sql, ctx, story.endedAt, owners);
    for (const statement of [keptSql, promisedSql, visitsSql, snoozedSql]) {
      await sql.query(statement, [ctx.orgId, story.endedAt, ctx.organisation.timezone]);
    }
    await sql.query(judgedSql, [ctx.orgId, story.endedAt]);
  });
}

/** A number from 0 to 1 that follows from a text. */
const drawn = (text: string, draw: number) => `((hashtextextended(${text}, ${draw}) & 1048575) / 1048576.0)`;

/** An id that follows from a text, of the form that ids have. */
const idOf = (text: string) => `overlay(overlay(md5(${text}) placing '4' from 13) placing '8' from 17)::uuid`;

/** Within the opening hours of a day so many days after the story's end, at a quarter of an hour. */
const within = (days: string, part: string) =>
  `((date_trunc('day', $2::timestamptz at time zone $3::text) + make_interval(days => (${days})::int)
     + make_interval(mins => 600 + 15 * floor(32 * ${part})::int)) at time zone $3::text)`;

async function loadActs(
  sql: OrgSql,
  ctx: Context,
  endedAt: Date,
  owners: ReadonlyMap<string, string>,
): Promise<void> {
  const habits = Object.entries(followers).flatMap(([key, share]) => {
    const userId = owners.get(key);
    return userId === undefined ? [] : [{ userId, share }];
  });
  await sql.query(actsSql, [
    ctx.orgId,
    endedAt,
    habits.map(({ userId }) => userId),
    habits.map(({ share }) => share),
  ]);
}

// The owners' calls of five weeks, each an act with its place in the list of its day.
const actsSql = `
  insert into act (org_id, id, user_id, lead_id, kind, detail, body_hash, effects, list_place, list_size,
                   occurred_at, recorded_at)
  select org_id, ${idOf("'act ' || event_id")}, owner_id, lead_id, 'called',
         jsonb_build_object('outcome', case when answered then 'talked' else 'no_answer' end,
           'section', case when first then 'new' when place is null then null else 'next' end,
           'after', jsonb_build_object('status', status, 'step', step, 'lostReason', lost_reason,
                                       'ownerId', owner_id, 'version', version)),
         sha256(convert_to(event_id, 'UTF8')), jsonb_build_array(jsonb_build_object('kind', 'event', 'id', event_id, 'type', 'call_out')),
         case when first then 1 else place end, case when first or place is not null then 28 + floor(12 * size)::int end,
         occurred_at, occurred_at
    from (
      select e.org_id, d.event_id, l.owner_id, l.id as lead_id, l.status, l.step, l.lost_reason, l.version, e.occurred_at,
             coalesce((e.properties ->> 'answered')::boolean, (e.properties ->> 'seconds')::numeric > 0, false) as answered,
             w.first_reply_at = e.occurred_at as first, ${drawn("d.event_id", 1)} as size,
             case when ${drawn("d.event_id", 2)} < h.share + 0.02 * (5 - extract(epoch from $2::timestamptz - e.occurred_at) / 604800)
                  then 1 + floor(5 * ${drawn("d.event_id", 3)})::int
                  when ${drawn("d.event_id", 4)} < 0.7 then 6 + floor(20 * ${drawn("d.event_id", 5)})::int end as place
        from event e
        join lead l on l.org_id = e.org_id and l.id = e.lead_id
        join unnest($3::uuid[], $4::float8[]) as h(owner, share) on h.owner = l.owner_id
        join event_dedupe d on d.org_id = e.org_id and d.id = e.id
        left join lead_work w on w.org_id = e.org_id and w.lead_id = l.id
       where e.org_id = $1 and e.type = 'call_out' and e.occurred_at > $2::timestamptz - interval '35 days') calls`;

// Every third later call was promised for about then.
const keptSql = `
  insert into next_step (org_id, id, lead_id, owner_id, kind, due_at, status, created_by, created_at, closed_at)
  select a.org_id, ${idOf("'kept ' || a.id")}, a.lead_id, a.user_id, 'call',
         a.occurred_at + (${drawn("a.id::text", 6)} - 0.3) * interval '5 hours', 'done', a.user_id,
         a.occurred_at - interval '2 days', a.occurred_at
    from act a
   where a.org_id = $1 and $3::text is not null and a.occurred_at < $2::timestamptz and a.detail ->> 'section' is distinct from 'new'
     and ${drawn("a.id::text", 7)} < 0.35`;

const promisedSql = `
  insert into next_step (org_id, id, lead_id, owner_id, kind, due_at, created_by, created_at)
  select l.org_id, ${idOf("'promised ' || l.external_id")}, l.id, l.owner_id,
         (array['call', 'call', 'call', 'whatsapp', 'other'])[1 + floor(5 * ${drawn("l.external_id", 8)})::int],
         ${within(`floor(7 * ${drawn("l.external_id", 9)} - 1.4)`, drawn("l.external_id", 10))}, l.owner_id, w.last_out_at
    from lead l join lead_work w on w.org_id = l.org_id and w.lead_id = l.id
   where l.org_id = $1 and l.status = 'open' and l.owner_id is not null and l.step is distinct from 'visit_booked'
     and w.last_out_at > $2::timestamptz - interval '45 days' and ${drawn("l.external_id", 11)} < 0.16`;

const visitsSql = `
  insert into next_step (org_id, id, lead_id, owner_id, kind, due_at, created_by, created_at)
  select l.org_id, ${idOf("'visit ' || l.external_id")}, l.id, l.owner_id, 'visit',
         ${within(`floor(5 * ${drawn("l.external_id", 12)})`, drawn("l.external_id", 13))}, l.owner_id, o.recorded_at
    from lead l join lead_outcome o on o.org_id = l.org_id and o.lead_id = l.id and o.step = 'visit_booked'
   where l.org_id = $1 and l.status = 'open' and l.owner_id is not null and l.step = 'visit_booked'
     and o.recorded_at > $2::timestamptz - interval '21 days'`;

const snoozedSql = `
  insert into snooze (org_id, id, lead_id, until, reason, created_by, created_at)
  select l.org_id, ${idOf("'snooze ' || l.external_id")}, l.id,
         ${within(`1 + floor(18 * ${drawn("l.external_id", 14)})`, drawn("l.external_id", 15))},
         (array['asked_to_wait', 'travelling', 'deciding_with_family', 'loan_pending', 'nothing_fits_yet'])
           [1 + floor(5 * ${drawn("l.external_id", 16)})::int],
         l.owner_id, $2::timestamptz - (1 + 4 * ${drawn("l.external_id", 17)}) * interval '1 day'
    from lead l join lead_work w on w.org_id = l.org_id and w.lead_id = l.id
   where l.org_id = $1 and l.status = 'open' and l.owner_id is not null
     and w.first_reply_at is not null and (w.last_in_at is null or w.last_in_at < $2::timestamptz - interval '6 days')
     and w.last_out_at > $2::timestamptz - interval '60 days' and ${drawn("l.external_id", 18)} < 0.06
     and not exists (select from next_step s where s.org_id = l.org_id and s.lead_id = l.id and s.status = 'open')`;

// A word on one lead in six, after the first answered call, right about three times in four.
const judgedSql = `
  insert into judgement (org_id, id, lead_id, user_id, kind, reason, at)
  select a.org_id, ${idOf("'judged ' || a.lead_id")}, a.lead_id, a.user_id,
         case when (l.step in ('visit_booked', 'visit_done', 'token_paid', 'won')) = (${drawn("a.id::text", 19)} < 0.75)
              then 'hot' else 'cold' end, null, a.at + interval '2 minutes'
    from (select distinct on (lead_id) org_id, id, lead_id, user_id, occurred_at as at from act
           where org_id = $1 and detail ->> 'outcome' = 'talked' and occurred_at < $2::timestamptz - interval '3 minutes'
           order by lead_id, occurred_at) a
    join lead l on l.org_id = a.org_id and l.id = a.lead_id
   where ${drawn("a.lead_id::text", 20)} < 0.17`;
