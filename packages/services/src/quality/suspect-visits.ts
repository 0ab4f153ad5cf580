import type { OrgSql } from "@leadlift/db/connect";
import type { Context } from "../context.ts";
import { featureEventOf, type StoredEvent } from "../event/feature-event.ts";
import { groupBy } from "../feature/group-by.ts";
import { openName } from "../person/new-person.ts";
import { type Pace, paceOf } from "./pace.ts";

/** What is read of visitors at most to tell how fast they were, the latest first. */
const mostRead = 50_000;

export interface SuspectLead {
  id: string;
  /** null: not known */
  name: string | null;
}

/** How fast they were, of those who were fast at all. */
export async function pacesOf(
  sql: OrgSql,
  ctx: Context,
  visitorIds: readonly string[],
  since: Date,
): Promise<Map<string, Pace>> {
  if (visitorIds.length === 0) return new Map();
  const { rows } = await sql.query<StoredEvent & { visitorId: string }>(
    `select id, visitor_id as "visitorId", type, occurred_at as "occurredAt", properties from event
      where org_id = $1 and visitor_id = any($2::uuid[]) and occurred_at >= $3
      order by occurred_at desc limit ${mostRead}`,
    [ctx.orgId, visitorIds, since],
  );
  const ofVisitor = groupBy(rows, ({ visitorId }) => visitorId);
  return new Map(
    [...ofVisitor].map(([id, events]) => [
      id,
      paceOf(events.flatMap((event) => featureEventOf(event) ?? [])),
    ]),
  );
}

export interface Visits {
  events: number;
  firstAt: Date;
  lastAt: Date;
}

export async function visitsOf(
  sql: OrgSql,
  ctx: Context,
  visitorIds: readonly string[],
): Promise<Map<string, Visits>> {
  if (visitorIds.length === 0) return new Map();
  const { rows } = await sql.query<Visits & { id: string }>(
    `select visitor_id as id, count(*)::int as events, min(occurred_at) as "firstAt", max(occurred_at) as "lastAt"
       from event where org_id = $1 and visitor_id = any($2::uuid[]) group by visitor_id`,
    [ctx.orgId, visitorIds],
  );
  return new Map(rows.map(({ id, ...visits }) => [id, visits]));
}

/** Those who told who they are: by what is said of them a lead's score changes. */
export async function linkedVisitors(
  sql: OrgSql,
  ctx: Context,
  visitorIds: readonly string[],
): Promise<Set<string>> {
  const { rows } = await sql.query<{ id: string }>(
    `select distinct visitor_id as id from visitor_link
      where org_id = $1 and visitor_id = any($2::uuid[]) and revoked_at is null`,
    [ctx.orgId, visitorIds],
  );
  return new Set(rows.map(({ id }) => id));
}

/** Whom visitors told that they are; the leads that stand for them now. */
export async function leadsOfVisitors(
  sql: OrgSql,
  ctx: Context,
  visitorIds: readonly string[],
): Promise<Map<string, SuspectLead[]>> {
  if (visitorIds.length === 0) return new Map();
  const { rows } = await sql.query<{
    visitorId: string;
    id: string;
    personId: string;
    wrappedKey: Buffer;
    nameSealed: Buffer | null;
  }>(
    `with recursive way as (
       select k.visitor_id, l.id, l.merged_into from visitor_link k
         join lead l on l.org_id = k.org_id and l.id = k.lead_id
        where k.org_id = $1 and k.visitor_id = any($2::uuid[]) and k.revoked_at is null
       union
       select w.visitor_id, l.id, l.merged_into from way w join lead l on l.org_id = $1 and l.id = w.merged_into)
     select w.visitor_id as "visitorId", l.id, p.id as "personId", p.wrapped_key as "wrappedKey", p.name_sealed as "nameSealed"
       from way w join lead l on l.org_id = $1 and l.id = w.id
       join person p on p.org_id = $1 and p.id = l.person_id
      where w.merged_into is null order by l.id`,
    [ctx.orgId, visitorIds],
  );
  const leads = rows.map(({ visitorId, id, personId, wrappedKey, nameSealed }) => ({
    visitorId,
    id,
    name: nameSealed && openName(ctx.organisation.crypto.person(personId, wrappedKey), personId, nameSealed),
  }));
  const ofVisitor = groupBy(leads, ({ visitorId }) => visitorId);
  return new Map(
    [...ofVisitor].map(([visitorId, own]) => [visitorId, own.map(({ id, name }) => ({ id, name }))]),
  );
}
