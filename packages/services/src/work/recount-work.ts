import type { OrgSql } from "@leadlift/db/connect";
import type { Context } from "../context.ts";
import { keptLeads } from "../lead/cluster.ts";
import { inboundTypes, outboundTypes } from "./touch.ts";

/**
 * Makes the rows of lead_work anew from what is recorded, for the leads that stand for these, with all that are merged
 * into them. Whoever calls holds their states.
 */
export async function recountWork(sql: OrgSql, ctx: Context, leadIds: readonly string[]): Promise<void> {
  const kept = await keptLeads(sql, ctx, leadIds);
  if (kept.length === 0) return;
  await sql.query(recountSql, [ctx.orgId, kept, inboundTypes, outboundTypes]);
}

// What a visitor did before anybody knew whose it was counts for the lead that it turned out to be.
const recountSql = `
  insert into lead_work (org_id, lead_id, first_reply_at, last_in_at, last_in_type, last_out_at)
  with recursive cluster as (
    select id, id as kept from lead where org_id = $1::uuid and id = any($2::uuid[])
    union
    select l.id, c.kept from cluster c join lead l on l.org_id = $1::uuid and l.merged_into = c.id),
  visits as (
    select k.visitor_id, k.lead_id,
           case when row_number() over links = 1 then '-infinity' else k.from_at end as since,
           coalesce(lead(k.from_at) over links, 'infinity') as until
      from visitor_link k
     where k.org_id = $1::uuid and k.revoked_at is null
       and k.visitor_id in (select v.visitor_id from visitor_link v join cluster c on c.id = v.lead_id where v.org_id = $1::uuid)
    window links as (partition by k.visitor_id order by k.from_at nulls first, k.recorded_at)),
  own as (
    select c.kept, e.id, e.type, e.occurred_at, e.visitor_id, e.bot, e.retracts, e.corrects
      from cluster c join event e on e.org_id = $1::uuid and e.lead_id = c.id
     union all
    select c.kept, e.id, e.type, e.occurred_at, e.visitor_id, e.bot, e.retracts, e.corrects
      from visits v
      join cluster c on c.id = v.lead_id
      join event e on e.org_id = $1::uuid and e.visitor_id = v.visitor_id
     where e.lead_id is null and e.occurred_at >= v.since and e.occurred_at < v.until),
  said as (
    select own.kept, own.type, own.occurred_at as at, own.type = any($4::text[]) as ours from own
     where own.type = any($3::text[] || $4::text[]) and not own.retracts
       and own.id not in (select corrects from own where corrects is not null)
       and not coalesce((select f.bot from visitor_flag f where f.org_id = $1::uuid and f.visitor_id = own.visitor_id
                          order by f.recorded_at desc limit 1), own.bot is not null))
  select l.org_id, l.id,
         min(s.at) filter (where s.ours and (l.enquired_at is null or s.at >= l.enquired_at)),
         max(s.at) filter (where not s.ours),
         (array_agg(s.type order by s.at desc) filter (where not s.ours))[1],
         max(s.at) filter (where s.ours)
    from lead l left join said s on s.kept = l.id
   where l.org_id = $1::uuid and l.id = any($2::uuid[]) and l.merged_into is null
   group by l.org_id, l.id order by l.id
      on conflict (org_id, lead_id) do update
     set first_reply_at = excluded.first_reply_at, last_in_at = excluded.last_in_at,
         last_in_type = excluded.last_in_type, last_out_at = excluded.last_out_at`;
