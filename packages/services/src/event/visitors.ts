import type { OrgSql } from "@leadlift/db/connect";
import type { Context } from "../context.ts";
import { groupBy } from "../feature/group-by.ts";

export interface VisitorLink {
  visitorId: string;
  leadId: string;
  /** null: from the beginning */
  fromAt: Date | null;
}

/** Visitors as they stand; nobody links one of them elsewhere or flags it until the transaction ends. */
export interface MetVisitors {
  met: readonly string[];
  /** in order of their beginning */
  links: Map<string, VisitorLink[]>;
  /** whether they are bots, as far as somebody said so: that goes before what their events tell */
  judged: Map<string, boolean>;
}

export async function meetVisitors(
  sql: OrgSql,
  ctx: Context,
  visitorIds: readonly string[],
): Promise<MetVisitors> {
  const met: MetVisitors = { met: visitorIds, links: new Map(), judged: new Map() };
  if (visitorIds.length === 0) return met;
  await sql.query(
    // In id order, as all lock visitors; before leads' states.
    `insert into visitor (org_id, id, first_seen_at, last_seen_at)
     select $1::uuid, id, $3::timestamptz, $3::timestamptz from unnest($2::uuid[]) as seen(id) order by id
         on conflict (org_id, id) do update set last_seen_at = greatest(visitor.last_seen_at, excluded.last_seen_at)`,
    [ctx.orgId, visitorIds, ctx.now()],
    "meet visitors",
  );
  met.links = await linksOf(sql, ctx, visitorIds);
  const { rows: flags } = await sql.query<{ visitorId: string; bot: boolean | null }>(
    `select distinct on (visitor_id) visitor_id as "visitorId", bot from visitor_flag
      where org_id = $1 and visitor_id = any($2::uuid[]) order by visitor_id, recorded_at desc`,
    [ctx.orgId, visitorIds],
    "visitors' flags",
  );
  for (const { visitorId, bot } of flags) if (bot !== null) met.judged.set(visitorId, bot);
  return met;
}

/** By visitor, in order of their beginning. */
export async function linksOf(
  sql: OrgSql,
  ctx: Context,
  visitorIds: readonly string[],
): Promise<Map<string, VisitorLink[]>> {
  const { rows } = await sql.query<VisitorLink>(
    `select visitor_id as "visitorId", lead_id as "leadId", from_at as "fromAt" from visitor_link
      where org_id = $1 and visitor_id = any($2::uuid[]) and revoked_at is null
      order by from_at nulls first, recorded_at`,
    [ctx.orgId, visitorIds],
    "visitors' links",
  );
  return groupBy(rows, ({ visitorId }) => visitorId);
}

/** Whose a visitor's events are at a time: the first link's from the beginning, each later one's from its own time on. */
export function ownerAt(links: readonly VisitorLink[], at: Date): string | null {
  const holds = ({ fromAt }: VisitorLink) => fromAt === null || fromAt <= at;
  return (links.findLast(holds) ?? links[0])?.leadId ?? null;
}

/** Puts a link where its time belongs. */
export function addLink(links: VisitorLink[], link: VisitorLink): void {
  const start = ({ fromAt }: VisitorLink) => fromAt?.getTime() ?? Number.NEGATIVE_INFINITY;
  const after = links.findLastIndex((each) => start(each) <= start(link));
  links.splice(after + 1, 0, link);
}
