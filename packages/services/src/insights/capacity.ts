import type { OrgSql } from "@leadlift/db/connect";
import type { Context } from "../context.ts";

/** What a team can call in a day, beside the leads that wait. */
export interface CapacityLine {
  brokers: number;
  /** leads a day, all brokers together */
  perDay: number;
  /** open and awake, with a score */
  open: number;
  /** the least score that a day's calls come down to; null: all are called within a day */
  threshold: number | null;
  /** leads at or above it */
  above: number;
  /** leads by score, highest first, scores that nobody has left out */
  byScore: { score: number; leads: number }[];
}

export async function readCapacity(sql: OrgSql, ctx: Context): Promise<CapacityLine> {
  const { rows: teams } = await sql.query<{ brokers: number; perDay: number }>(
    `select count(*)::int as brokers, coalesce(sum(coalesce(s.daily_leads, $2::int)), 0)::int as "perDay"
       from org_member m left join member_settings s on s.org_id = m.org_id and s.user_id = m.user_id
      where m.org_id = $1 and m.role = 'broker' and s.deactivated_at is null`,
    [ctx.orgId, ctx.organisation.dailyLeads],
  );
  const { rows: byScore } = await sql.query<{ score: number; leads: number }>(
    `select l.score, count(*)::int as leads from lead l
      where l.org_id = $1 and l.status = 'open' and l.merged_into is null and l.score is not null
        and not exists (select from snooze z where z.org_id = $1 and z.lead_id = l.id and z.ended_at is null and z.until > $2)
      group by l.score order by l.score desc`,
    [ctx.orgId, ctx.now()],
  );
  const { brokers = 0, perDay = 0 } = teams[0] ?? {};
  return { brokers, perDay, ...capacityLine(byScore, perDay) };
}

/** The whole points of a score that a day has room for; the last one may not fit as a whole. */
export function capacityLine(
  byScore: readonly { score: number; leads: number }[],
  perDay: number,
): Omit<CapacityLine, "brokers" | "perDay"> {
  const open = byScore.reduce((sum, { leads }) => sum + leads, 0);
  let above = 0;
  let threshold = (byScore[0]?.score ?? 0) + 1;
  for (const { score, leads } of byScore) {
    if (above + leads > perDay) return { open, threshold, above, byScore: [...byScore] };
    above += leads;
    threshold = score;
  }
  return { open, threshold: null, above, byScore: [...byScore] };
}
