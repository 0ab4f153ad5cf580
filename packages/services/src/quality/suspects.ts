import type { OrgSql } from "@leadlift/db/connect";
import { z } from "zod";
import type { Context } from "../context.ts";
import { requirePermission } from "../permissions.ts";
import { dayOf, daysBefore } from "./days.ts";
import type { Pace } from "./pace.ts";
import { leadsOfVisitors, linkedVisitors, pacesOf, type SuspectLead, visitsOf } from "./suspect-visits.ts";
import { qualityWindows } from "./windows.ts";

export const suspectVisitorsInput = z.object({
  /** what they did in so many days, today included */
  days: z.literal(qualityWindows).default(30),
});

type Mark = "agent" | "list" | "headless" | "datacentre";

/** Why a visitor is looked at. The first four are marks: what has one of them counts nowhere. */
export type Suspicion =
  | { kind: Mark; events: number }
  /** page after page, faster than a hand can: from the sixth on the visit counts nowhere */
  | { kind: "speed"; pages: number }
  /** nearly so */
  | { kind: "fast"; pages: number }
  /** came from a network of servers, and looked at what it opened */
  | { kind: "network" };

export interface SuspectVisitor {
  visitorId: string;
  suspicions: Suspicion[];
  /** in all */
  events: number;
  firstAt: Date;
  lastAt: Date;
  /** whose the visits are */
  leads: SuspectLead[];
  /** what a person said last of it; null: nobody did, or it was taken back */
  judged: { bot: boolean; by: string | null; at: Date } | null;
}

export interface Suspects {
  /** of whom nobody said anything, those first whom a judgement changes most: at most thirty */
  open: SuspectVisitor[];
  /** how many more there are; of machines that say what they are, the latest thousand are counted */
  more: number;
  /** last judged first, at most twenty */
  judged: SuspectVisitor[];
}

const mostOpen = 30;
const mostJudged = 20;
/** Pages at a stretch from which a visitor is shown. */
const nearlyTooFast = 4;
const mostMarked = 1_000;
const urgency = { speed: 0, fast: 0, datacentre: 0, network: 1, headless: 2, list: 3, agent: 3 } as const;

/** Visitors who may be machines, for a person to judge. */
export async function suspectVisitors(
  ctx: Context,
  input: z.input<typeof suspectVisitorsInput> = {},
): Promise<Suspects> {
  requirePermission(ctx, "quality.judge");
  const { days } = suspectVisitorsInput.parse(input);
  const { timezone } = ctx.organisation;
  const from = daysBefore(dayOf(ctx.now(), timezone), days - 1);
  return ctx.db.withOrgSql(ctx.orgId, async (sql) => {
    const since = await startOfDay(sql, from, timezone);
    const found = await suspicionsSince(sql, ctx, since);
    const judged = await judgements(sql, ctx, [...found.keys()], since);
    const linked = await linkedVisitors(sql, ctx, [...found.keys()]);
    const rank = (id: string) =>
      Math.min(...(found.get(id) ?? []).map(({ kind }) => urgency[kind])) + (linked.has(id) ? 0 : 10);
    const open = [...found.keys()].filter((id) => !judged.has(id)).sort((a, b) => rank(a) - rank(b));
    const shown = { open: open.slice(0, mostOpen), judged: [...judged.keys()].slice(0, mostJudged) };
    const visits = await visitsOf(sql, ctx, [...shown.open, ...shown.judged]);
    const leads = await leadsOfVisitors(sql, ctx, [...visits.keys()]);
    const visitor = (visitorId: string): SuspectVisitor[] => {
      const visit = visits.get(visitorId);
      const known = {
        visitorId,
        suspicions: found.get(visitorId) ?? [],
        leads: leads.get(visitorId) ?? [],
        judged: judged.get(visitorId) ?? null,
      };
      return visit ? [{ ...known, ...visit }] : [];
    };
    return {
      open: shown.open.flatMap(visitor),
      more: open.length - shown.open.length,
      judged: shown.judged.flatMap(visitor),
    };
  });
}

interface Candidate {
  id: string;
  kind: Mark | "network" | "fast";
  events: number;
}

/** By visitor, latest marks first. */
async function suspicionsSince(sql: OrgSql, ctx: Context, since: Date): Promise<Map<string, Suspicion[]>> {
  const { rows } = await sql.query<Candidate>(candidatesSql, [ctx.orgId, since]);
  const fast = rows.flatMap(({ id, kind }) => (kind === "fast" ? [id] : []));
  const paces = await pacesOf(sql, ctx, fast, since);
  const found = new Map<string, Suspicion[]>();
  for (const { id, kind, events } of rows) {
    const suspicion =
      kind === "fast" ? suspicionOf(paces.get(id)) : kind === "network" ? { kind } : { kind, events };
    if (suspicion) found.set(id, [...(found.get(id) ?? []), suspicion]);
  }
  return found;
}

function suspicionOf(pace: Pace | undefined): Suspicion | null {
  if (!pace || pace.pages < nearlyTooFast) return null;
  return { kind: pace.shutOut ? "speed" : "fast", pages: pace.pages };
}

/** Three pauses of together less than a second and a half: how fast it really was is judged by the screen's rule. */
const candidatesSql = `
  (select visitor_id as id, bot as kind, count(*)::int as events from event
    where org_id = $1 and bot is not null and visitor_id is not null and occurred_at >= $2
    group by 1, 2 order by max(occurred_at) desc limit ${mostMarked})
  union all
  (select id, 'network', 0 from visitor where org_id = $1 and last_seen_at >= $2 and datacentre_at >= $2
    order by datacentre_at desc limit ${mostMarked})
  union all
  (select id, 'fast', count(*)::int
     from (select visitor_id as id, occurred_at,
                  occurred_at - lag(occurred_at, 3) over (partition by visitor_id order by occurred_at) as three
             from event where org_id = $1 and visitor_id is not null and occurred_at >= $2) paced
    where three > '0' and three < '1.5 s' group by 1 order by max(occurred_at) desc limit ${mostMarked})`;

async function judgements(
  sql: OrgSql,
  ctx: Context,
  ids: readonly string[],
  since: Date,
): Promise<Map<string, NonNullable<SuspectVisitor["judged"]>>> {
  const { rows } = await sql.query<{ id: string; bot: boolean; by: string | null; at: Date }>(
    `select f.visitor_id as id, f.bot, m.name as by, f.recorded_at as at
       from (select distinct on (visitor_id) * from visitor_flag
              where org_id = $1 and (visitor_id = any($2::uuid[]) or recorded_at >= $3)
              order by visitor_id, recorded_at desc) f
       left join org_member m on m.org_id = f.org_id and m.user_id = f.actor_id
      where f.bot is not null order by f.recorded_at desc`,
    [ctx.orgId, ids, since],
  );
  return new Map(rows.map(({ id, ...judged }) => [id, judged]));
}

async function startOfDay(sql: OrgSql, day: string, timezone: string): Promise<Date> {
  const { rows } = await sql.query<{ at: Date }>("select $1::date::timestamp at time zone $2 as at", [
    day,
    timezone,
  ]);
  return rows[0]?.at ?? new Date(day);
}
