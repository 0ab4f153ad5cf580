import type { OrgSql } from "@leadlift/db/connect";
import type { Context } from "../context.ts";
import { touchOf } from "../work/touch.ts";

/**
 * Keeps up since when somebody waits whose lead is nobody's: who writes again long after their enquiry is offered to
 * everybody anew. For leads that stand for themselves and whose states the transaction holds.
 */
export async function noteWaiting(
  sql: OrgSql,
  ctx: Context,
  events: readonly { leadId: string; type: string; occurredAt: Date }[],
): Promise<void> {
  const words = events.filter(({ type }) => touchOf(type) === "in");
  if (words.length === 0) return;
  await sql.query(
    `with free as (
       select id from lead where org_id = $1::uuid and id = any($2::uuid[]) and owner_id is null and status = 'open'
        order by id for no key update)
     update lead l set waiting_since = m.at
       from (select id, max(at) as at from unnest($2::uuid[], $3::timestamptz[]) as said (id, at) group by id) m
      where l.org_id = $1::uuid and l.id = m.id and l.id in (select id from free)
        and m.at > coalesce(l.waiting_since, l.enquired_at, l.created_at)`,
    [ctx.orgId, words.map(({ leadId }) => leadId), words.map(({ occurredAt }) => occurredAt)],
    "note waiting",
  );
}
