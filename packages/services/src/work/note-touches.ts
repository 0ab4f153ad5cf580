import type { OrgSql } from "@leadlift/db/connect";
import type { Context } from "../context.ts";
import { recountWork } from "./recount-work.ts";
import { inboundTypes, touchOf } from "./touch.ts";

export interface NotedEvent {
  /** the lead whose it is; null: nobody's yet */
  ownerId: string | null;
  type: string;
  occurredAt: Date;
  /** the event that this one replaces or takes back */
  corrected: { leadId: string | null } | null;
}

/**
 * Keeps up what a day's list goes by: who spoke last, and when we first answered. For leads whose states the
 * transaction holds, so that two batches never wait for each other in a circle; without the events of bots.
 */
export async function noteTouches(
  sql: OrgSql,
  ctx: Context,
  events: readonly NotedEvent[],
  /** of visitors who told only now who they are */
  links: readonly { visitorId: string; leadId: string }[],
): Promise<void> {
  const spoken = await whoSpokeBefore(sql, ctx, links);
  const anew = new Set(links.flatMap(({ visitorId, leadId }) => (spoken.has(visitorId) ? [leadId] : [])));
  const noted: { leadId: string; type: string; touch: "in" | "out"; at: Date }[] = [];
  for (const { ownerId, type, occurredAt, corrected } of events) {
    const touch = touchOf(type);
    if (corrected) {
      for (const leadId of [ownerId, corrected.leadId]) if (leadId !== null) anew.add(leadId);
    } else if (touch && ownerId !== null) {
      noted.push({ leadId: ownerId, type, touch, at: occurredAt });
    }
  }
  const rest = noted.filter(({ leadId }) => !anew.has(leadId));
  if (rest.length > 0) {
    await sql.query(
      noteSql,
      [
        ctx.orgId,
        rest.map(({ leadId }) => leadId),
        rest.map(({ type }) => type),
        rest.map(({ touch }) => touch),
        rest.map(({ at }) => at),
      ],
      "note touches",
    );
  }
  await recountWork(sql, ctx, [...anew]);
}

/** Visitors who said something while nobody knew who they were. */
async function whoSpokeBefore(
  sql: OrgSql,
  ctx: Context,
  links: readonly { visitorId: string }[],
): Promise<Set<string>> {
  if (links.length === 0) return new Set();
  const { rows } = await sql.query<{ id: string }>(
    `select distinct visitor_id as id from event
      where org_id = $1 and visitor_id = any($2::uuid[]) and lead_id is null and type = any($3::text[])`,
    [ctx.orgId, [...new Set(links.map(({ visitorId }) => visitorId))], inboundTypes],
    "who spoke before",
  );
  return new Set(rows.map(({ id }) => id));
}

// Of merged leads, the one that stands for them is kept up. Our word before the enquiry is no reply to it.
const noteSql = `
  insert into lead_work as w (org_id, lead_id, first_reply_at, last_in_at, last_in_type, last_out_at)
  with recursive up as (
    select l.id, l.id as at, l.merged_into from lead l where l.org_id = $1::uuid and l.id = any($2::uuid[])
    union
    select up.id, l.id, l.merged_into from up join lead l on l.org_id = $1::uuid and l.id = up.merged_into)
  select $1::uuid, l.id,
         min(t.at) filter (where t.touch = 'out' and (l.enquired_at is null or t.at >= l.enquired_at)),
         max(t.at) filter (where t.touch = 'in'),
         (array_agg(t.type order by t.at desc) filter (where t.touch = 'in'))[1],
         max(t.at) filter (where t.touch = 'out')
    from unnest($2::uuid[], $3::text[], $4::text[], $5::timestamptz[]) as t(lead_id, type, touch, at)
    join up on up.id = t.lead_id and up.merged_into is null
    join lead l on l.org_id = $1::uuid and l.id = up.at
   group by l.id order by l.id
      on conflict (org_id, lead_id) do update
     set first_reply_at = least(w.first_reply_at, excluded.first_reply_at),
         last_in_type = case when excluded.last_in_at >= coalesce(w.last_in_at, '-infinity') then excluded.last_in_type
                             else w.last_in_type end,
         last_in_at = greatest(w.last_in_at, excluded.last_in_at),
         last_out_at = greatest(w.last_out_at, excluded.last_out_at)`;
