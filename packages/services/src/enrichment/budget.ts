import type { OrgSql } from "@leadlift/db/connect";
import type { Context } from "../context.ts";

/** A request that was counted. `month`: first day of the organisation's month. */
export interface Reserved {
  month: string;
}

const monthSql = "date_trunc('month', $3::timestamptz at time zone $4)::date";

/** Counts one request of this month before it is made; null, with nothing counted, when the budget is used up. */
export async function reserve(
  sql: OrgSql,
  ctx: Context,
  { id, monthlyBudget }: { id: string; monthlyBudget: number },
): Promise<Reserved | null> {
  const { rows } = await sql.query<Reserved>(
    `insert into enrichment_budget as b (org_id, provider_id, month, used)
     select $1::uuid, $2::uuid, ${monthSql}, 1 where $5::int > 0
         on conflict (org_id, provider_id, month) do update set used = b.used + 1 where b.used < $5::int
     returning month::text`,
    [ctx.orgId, id, ctx.now(), ctx.organisation.timezone, monthlyBudget],
  );
  return rows[0] ?? null;
}

/** Takes a request back that was certainly never received. */
export async function giveBack(
  sql: OrgSql,
  ctx: Context,
  providerId: string,
  reserved: Reserved,
): Promise<void> {
  await sql.query(
    `update enrichment_budget set used = used - 1
      where org_id = $1 and provider_id = $2 and month = $3::date and used > 0`,
    [ctx.orgId, providerId, reserved.month],
  );
}

/** Counts a question that was answered by what stood already. */
export async function countCached(sql: OrgSql, ctx: Context, providerId: string): Promise<void> {
  await sql.query(
    `insert into enrichment_budget as b (org_id, provider_id, month, cached)
     values ($1, $2, ${monthSql}, 1)
         on conflict (org_id, provider_id, month) do update set cached = b.cached + 1`,
    [ctx.orgId, providerId, ctx.now(), ctx.organisation.timezone],
  );
}

export interface MonthUse {
  /** requests made */
  used: number;
  /** questions that were answered without one */
  cached: number;
}

/** Of this month, by provider. */
export async function useThisMonth(sql: OrgSql, ctx: Context): Promise<Map<string, MonthUse>> {
  const { rows } = await sql.query<MonthUse & { id: string }>(
    `select provider_id as id, used, cached from enrichment_budget
      where org_id = $1 and month = date_trunc('month', $2::timestamptz at time zone $3)::date`,
    [ctx.orgId, ctx.now(), ctx.organisation.timezone],
  );
  return new Map(rows.map(({ id, ...use }) => [id, use]));
}
