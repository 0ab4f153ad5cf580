import type { OrgSql } from "@leadlift/db/connect";
import type { LeadFacts, RecordedEvent } from "@leadlift/scoring/features";
import type { Context } from "../context.ts";
import { featureEventOf } from "../event/feature-event.ts";
import { groupBy } from "./group-by.ts";
import { consentFacts } from "./load-consents.ts";
import { loadProfiles } from "./load-profiles.ts";

type Link = LeadFacts["links"][number];
type Flag = LeadFacts["flags"][number];
type Merge = LeadFacts["merges"][number];

/** Everything recorded that bears on the features of these leads, whenever it was; unknown ids are left out. */
export async function loadFacts(
  sql: OrgSql,
  ctx: Pick<Context, "orgId">,
  leadIds: readonly string[],
): Promise<Map<string, LeadFacts>> {
  if (leadIds.length === 0) return new Map();
  const reach = await reachOf(sql, ctx, leadIds);
  const everyLead = [...new Set(reach.map(({ memberId }) => memberId))];
  const links = await linksOf(sql, ctx, everyLead);
  const events = await eventsOf(sql, ctx, everyLead, [...new Set(links.map(({ visitorId }) => visitorId))]);
  const flags = groupBy(await flagsOf(sql, ctx, visitorsOf(events)), ({ visitorId }) => visitorId);
  const merges = groupBy(await mergesOf(sql, ctx, everyLead), ({ keptId }) => keptId);
  const consents = await consentFacts(sql, ctx, [...new Set(reach.map(({ personId }) => personId))]);
  const profiles = await loadProfiles(sql, ctx, leadIds);

  const ofLead = groupBy(events, ({ leadId }) => leadId);
  const ofVisitor = groupBy(ofLead.get(null) ?? [], ({ visitorId }) => visitorId);
  const linksOfLead = groupBy(links, ({ leadId }) => leadId);
  const linksOfVisitor = groupBy(links, ({ visitorId }) => visitorId);
  const factsOf = (leadId: string, members: readonly Member[]): LeadFacts => {
    const ids = members.map(({ memberId }) => memberId);
    const persons = new Map(members.map(({ memberId, personId }) => [memberId, personId]));
    const linked = new Set(ids.flatMap((id) => linksOfLead.get(id) ?? []).map(({ visitorId }) => visitorId));
    const own = [
      ...ids.flatMap((id) => ofLead.get(id) ?? []),
      ...[...linked].flatMap((visitor) => ofVisitor.get(visitor) ?? []),
    ];
    return {
      leadId,
      events: own,
      links: [...linked].flatMap((visitor) => linksOfVisitor.get(visitor) ?? []),
      flags: visitorsOf(own).flatMap((visitor) => flags.get(visitor) ?? []),
      merges: ids.flatMap((id) => merges.get(id) ?? []),
      persons,
      consents: [...new Set(persons.values())].flatMap((person) => consents.get(person) ?? []),
      profiles: profiles.get(leadId) ?? [],
    };
  };
  const members = groupBy(reach, ({ leadId }) => leadId);
  return new Map([...members].map(([leadId, all]) => [leadId, factsOf(leadId, all)]));
}

function visitorsOf(events: readonly RecordedEvent[]): string[] {
  return [...new Set(events.flatMap(({ visitorId }) => visitorId ?? []))];
}

interface Member {
  leadId: string;
  /** the lead itself, or one that was merged into it at some time */
  memberId: string;
  personId: string;
}

async function reachOf(
  sql: OrgSql,
  ctx: Pick<Context, "orgId">,
  leadIds: readonly string[],
): Promise<Member[]> {
  const { rows } = await sql.query<Member>(
    `with recursive reach as (
       select id as lead_id, id as member_id from unnest($2::uuid[]) as asked(id)
       union
       select r.lead_id, m.merged_id from reach r join lead_merge m on m.org_id = $1::uuid and m.kept_id = r.member_id
     )
     select r.lead_id as "leadId", r.member_id as "memberId", l.person_id as "personId"
       from reach r join lead l on l.org_id = $1::uuid and l.id = r.member_id`,
    [ctx.orgId, leadIds],
  );
  return rows;
}

/** All links of every visitor that was ever linked to one of the leads. */
async function linksOf(
  sql: OrgSql,
  ctx: Pick<Context, "orgId">,
  leadIds: readonly string[],
): Promise<Link[]> {
  const { rows } = await sql.query<Times<Link, "fromAt" | "recordedAt" | "revokedAt">>(
    `select k.visitor_id as "visitorId", k.lead_id as "leadId", k.from_at as "fromAt", k.recorded_at as "recordedAt",
            k.revoked_at as "revokedAt"
       from visitor_link k
      where k.org_id = $1
        and k.visitor_id in (select visitor_id from visitor_link where org_id = $1 and lead_id = any($2::uuid[]))
      order by k.recorded_at, k.id`,
    [ctx.orgId, leadIds],
  );
  return rows.map((row) => ({
    ...row,
    fromAt: row.fromAt?.getTime() ?? null,
    recordedAt: row.recordedAt.getTime(),
    revokedAt: row.revokedAt?.getTime() ?? null,
  }));
}

async function flagsOf(
  sql: OrgSql,
  ctx: Pick<Context, "orgId">,
  visitorIds: readonly string[],
): Promise<Flag[]> {
  if (visitorIds.length === 0) return [];
  const { rows } = await sql.query<Times<Flag, "recordedAt">>(
    `select visitor_id as "visitorId", bot, recorded_at as "recordedAt"
       from visitor_flag where org_id = $1 and visitor_id = any($2::uuid[]) order by recorded_at, id`,
    [ctx.orgId, visitorIds],
  );
  return rows.map((row) => ({ ...row, recordedAt: row.recordedAt.getTime() }));
}

async function mergesOf(
  sql: OrgSql,
  ctx: Pick<Context, "orgId">,
  keptIds: readonly string[],
): Promise<Merge[]> {
  const { rows } = await sql.query<Times<Merge, "recordedAt" | "undoneAt">>(
    `select kept_id as "keptId", merged_id as "mergedId", recorded_at as "recordedAt", undone_at as "undoneAt"
       from lead_merge where org_id = $1 and kept_id = any($2::uuid[]) order by recorded_at, id`,
    [ctx.orgId, keptIds],
  );
  return rows.map((row) => ({
    ...row,
    recordedAt: row.recordedAt.getTime(),
    undoneAt: row.undoneAt?.getTime() ?? null,
  }));
}

interface EventRow {
  id: string;
  leadId: string | null;
  visitorId: string | null;
  type: string;
  properties: unknown;
  occurredAt: Date;
  recordedAt: Date;
  bot: boolean;
  corrects: string | null;
  retracts: boolean;
}

/** Events of the leads, and those of the visitors that were sent for no lead. */
async function eventsOf(
  sql: OrgSql,
  ctx: Pick<Context, "orgId">,
  leadIds: readonly string[],
  visitorIds: readonly string[],
): Promise<RecordedEvent[]> {
  const columns = `id, lead_id as "leadId", visitor_id as "visitorId", type, properties, occurred_at as "occurredAt",
                   recorded_at as "recordedAt", bot is not null as bot, corrects, retracts`;
  const { rows } = await sql.query<EventRow>(
    `select ${columns} from event where org_id = $1 and lead_id = any($2::uuid[])
      union all
     select ${columns} from event where org_id = $1 and lead_id is null and visitor_id = any($3::uuid[])`,
    [ctx.orgId, leadIds, visitorIds],
  );
  return rows.flatMap((row): RecordedEvent[] => {
    const { id, leadId, visitorId, bot, corrects, retracts } = row;
    const event = featureEventOf(row);
    const recordedAt = row.recordedAt.getTime();
    return event ? [{ ...event, id, leadId, visitorId, recordedAt, bot, corrects, retracts }] : [];
  });
}

/** A fact as the driver gives it: some of its times are dates. */
type Times<Fact, Names extends keyof Fact> = Omit<Fact, Names> & {
  [Name in Names]: null extends Fact[Name] ? Date | null : Date;
};
