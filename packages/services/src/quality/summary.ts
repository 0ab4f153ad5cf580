import type { OrgSql } from "@leadlift/db/connect";
import { z } from "zod";
import type { Context } from "../context.ts";
import { requirePermission } from "../permissions.ts";
import { type Arrivals, readArrivals } from "./arrivals.ts";
import { type Completeness, readCompleteness } from "./completeness.ts";
import { type Happened, readHappened } from "./happened.ts";
import { qualityWindows } from "./windows.ts";

export type { EventCounts } from "./arrivals.ts";
export type { Completeness, Known, QualityField } from "./completeness.ts";

export const qualitySummaryInput = z.object({
  /** events of so many days, today included; what is known of leads is counted over all of them */
  days: z.literal(qualityWindows).default(30),
});

export interface QualitySummary {
  days: number;
  completeness: Completeness;
  /** by the time at which events came in */
  events: Arrivals;
  /** by the time at which they happened: an import of the past is no peak of today */
  happened: Happened;
  /** those seen in these days, how many of them people flagged as bots, and for how many days after their last visit
   * they are kept who never told who they are */
  visitors: { seen: number; bots: number; keptDays: number };
  people: {
    /** with more than one open enquiry: some of these may be one */
    withSeveralOpenLeads: number;
    mergedLeads: number;
  };
}

/** How far the data of an organisation can be trusted: what is known of its leads, and what came in how. */
export async function qualitySummary(
  ctx: Context,
  input: z.input<typeof qualitySummaryInput> = {},
): Promise<QualitySummary> {
  requirePermission(ctx, "quality.read");
  const { days } = qualitySummaryInput.parse(input);
  return ctx.db.withReplicaSql(ctx.orgId, async (sql) => {
    const events = await readArrivals(sql, ctx, days);
    return {
      days,
      completeness: await readCompleteness(sql, ctx),
      events,
      happened: await readHappened(sql, ctx),
      visitors: {
        ...(await countVisitors(sql, ctx, events.from)),
        keptDays: await keptDays(sql, ctx),
      },
      people: await countTwins(sql, ctx),
    };
  });
}

/** As it is now: the context of a key may be a second old. */
async function keptDays(sql: OrgSql, ctx: Context): Promise<number> {
  const { rows } = await sql.query<{ days: number }>(
    "select visitor_days as days from organisation where id = $1",
    [ctx.orgId],
  );
  return rows[0]?.days ?? ctx.organisation.visitorDays;
}

async function countVisitors(
  sql: OrgSql,
  ctx: Context,
  from: string,
): Promise<{ seen: number; bots: number }> {
  const { rows } = await sql.query<{ seen: number; bots: number }>(
    `select count(*)::int as seen, (count(*) filter (where f.bot))::int as bots
       from visitor v left join (
              select distinct on (visitor_id) visitor_id, bot from visitor_flag
               where org_id = $1::uuid order by visitor_id, recorded_at desc) f on f.visitor_id = v.id
      where v.org_id = $1::uuid and v.last_seen_at >= $2::date::timestamp at time zone $3`,
    [ctx.orgId, from, ctx.organisation.timezone],
  );
  return rows[0] ?? { seen: 0, bots: 0 };
}

async function countTwins(sql: OrgSql, ctx: Context): Promise<QualitySummary["people"]> {
  const { rows } = await sql.query<QualitySummary["people"]>(
    `select (select count(*)::int from (
               select from lead where org_id = $1::uuid and status = 'open' and merged_into is null
                group by person_id having count(*) > 1) twins) as "withSeveralOpenLeads",
            (select count(*)::int from lead where org_id = $1::uuid and merged_into is not null) as "mergedLeads"`,
    [ctx.orgId],
  );
  return rows[0] ?? { withSeveralOpenLeads: 0, mergedLeads: 0 };
}
