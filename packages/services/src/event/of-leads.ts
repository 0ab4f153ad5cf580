import type { OrgSql } from "@leadlift/db/connect";
import type { Context } from "../context.ts";
import { openText } from "./text.ts";

export interface LeadEvent {
  id: string;
  at: Date;
  type: string;
  source: string;
  properties: unknown;
  /** what was written or said, in clear; null: nothing, or its key is gone */
  text: string | null;
}

interface Row extends Omit<LeadEvent, "text"> {
  textSealed: Buffer | null;
  textPersonId: string | null;
  wrappedKey: Buffer | null;
}

/**
 * What leads did, and their visitors while they were theirs, newest first; without bots and what was corrected.
 * `values`: organisation, leads, before when, how many.
 */
export async function leadEvents(sql: OrgSql, ctx: Context, values: unknown[]): Promise<LeadEvent[]> {
  const { rows } = await sql.query<Row>(ofLeadsSql, values, "events of leads");
  return rows.map(({ textSealed, textPersonId, wrappedKey, ...event }) => {
    if (!textSealed || (textPersonId !== null && !wrappedKey)) return { ...event, text: null };
    const owner =
      textPersonId !== null && wrappedKey !== null ? { personId: textPersonId, wrappedKey } : null;
    return { ...event, text: openText(ctx, owner, event.id, textSealed) };
  });
}

const ofLeadsSql = `
  with visits as (
    select k.visitor_id, k.lead_id,
           case when row_number() over links = 1 then '-infinity' else k.from_at end as since,
           coalesce(lead(k.from_at) over links, 'infinity') as until
      from visitor_link k
     where k.org_id = $1 and k.revoked_at is null and k.visitor_id in (
             select visitor_id from visitor_link where org_id = $1 and lead_id = any($2::uuid[]))
    window links as (partition by k.visitor_id order by k.from_at nulls first, k.recorded_at)),
  own as (
    select e.* from event e where e.org_id = $1 and e.lead_id = any($2::uuid[])
     union all
    select e.* from visits v join event e on e.org_id = $1 and e.visitor_id = v.visitor_id
     where e.lead_id is null and v.lead_id = any($2::uuid[]) and e.occurred_at >= v.since and e.occurred_at < v.until)
  select e.id, e.occurred_at as at, e.type, e.source, e.properties, e.text_sealed as "textSealed",
         e.text_person_id as "textPersonId", p.wrapped_key as "wrappedKey"
    from own e
    left join person p on p.org_id = $1 and p.id = e.text_person_id
   where e.occurred_at < $3 and not e.retracts
     and e.id not in (select corrects from own where corrects is not null)
     and not coalesce((select f.bot from visitor_flag f where f.org_id = $1 and f.visitor_id = e.visitor_id
                        order by f.recorded_at desc limit 1), e.bot is not null)
   order by e.occurred_at desc, e.id desc limit $4`;
