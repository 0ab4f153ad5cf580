import type { OrgSql } from "@leadlift/db/connect";
import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { requirePermission } from "../permissions.ts";

const batch = 500;
const dayMs = 86_400_000;

export interface Forgotten {
  visitors: number;
  events: number;
}

/**
 * Removes visitors who never told who they are, with all they did, once the organisation's time after their last visit
 * is over. Several may do it at once. Stopped at any time, the next call goes on.
 */
export async function forgetVisitors(ctx: Context, signal?: AbortSignal): Promise<Forgotten> {
  requirePermission(ctx, "organisation.manage");
  const total = { visitors: 0, events: 0 };
  while (!signal?.aborted) {
    const { visitors, events } = await ctx.db.withOrgSql(ctx.orgId, (sql) => forgetSome(sql, ctx));
    total.visitors += visitors;
    total.events += events;
    if (visitors < batch) break;
  }
  return total;
}

async function forgetSome(sql: OrgSql, ctx: Context): Promise<Forgotten> {
  const { visitorDays } = ctx.organisation;
  // Whoever records an event of a visitor holds the row: who comes back at this moment stays.
  const { rows: gone } = await sql.query<{ id: string }>(
    `select v.id from visitor v
      where v.org_id = $1 and v.last_seen_at < $2
        and not exists (select from visitor_link k where k.org_id = v.org_id and k.visitor_id = v.id)
      order by v.last_seen_at limit ${batch} for update of v skip locked`,
    [ctx.orgId, new Date(ctx.now().getTime() - visitorDays * dayMs)],
  );
  if (gone.length === 0) return { visitors: 0, events: 0 };
  const ids = gone.map(({ id }) => id);
  const { rows } = await sql.query<{ events: number }>(
    "select count(*)::int as events from event where org_id = $1 and visitor_id = any($2::uuid[]) and lead_id is null",
    [ctx.orgId, ids],
  );
  // Their events go with them.
  await sql.query("delete from visitor where org_id = $1 and id = any($2::uuid[])", [ctx.orgId, ids]);
  const forgotten = { visitors: ids.length, events: rows[0]?.events ?? 0 };
  await audit(sql, ctx, {
    action: "visitor.forget",
    subjectType: "organisation",
    subjectId: ctx.orgId,
    detail: { ...forgotten, days: visitorDays },
  });
  return forgotten;
}
