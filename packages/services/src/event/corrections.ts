import type { OrgSql } from "@leadlift/db/connect";
import type { Context } from "../context.ts";
import { MovedMeanwhile } from "./moved-meanwhile.ts";

/** An event that another one replaces or takes back. */
export interface Corrected {
  id: string;
  leadId: string | null;
  visitorId: string | null;
}

/**
 * What holds of recorded events, by their sender's id: the event, or what replaced it last. One that is not there, or
 * no longer, is left out.
 */
export async function recordedEvents(
  sql: OrgSql,
  ctx: Context,
  eventIds: readonly string[],
): Promise<Map<string, Corrected>> {
  if (eventIds.length === 0) return new Map();
  const { rows } = await sql.query<Corrected & { eventId: string }>(
    `with recursive told as (
       select d.event_id, e.id, e.lead_id, e.visitor_id, 0 as step
         from unnest($2::text[]) as wanted(id)
         join event_dedupe d on d.org_id = $1 and d.event_id = wanted.id
         join event e on e.org_id = $1 and e.received_at = d.received_at and e.id = d.id
        union all
       select told.event_id, r.id, r.lead_id, r.visitor_id, step + 1
         from told cross join lateral (
           select * from event where org_id = $1 and lead_id = told.lead_id and corrects = told.id
            union all
           select * from event
            where org_id = $1 and told.lead_id is null and visitor_id = told.visitor_id and corrects = told.id) r)
     select distinct on (event_id) event_id as "eventId", id, lead_id as "leadId", visitor_id as "visitorId"
       from told order by event_id, step desc, id desc`,
    [ctx.orgId, [...new Set(eventIds)]],
  );
  return new Map(rows.map(({ eventId, ...event }) => [eventId, event]));
}

/** Of leads and visitors that are held by now. Throws MovedMeanwhile where one was replaced since it was read. */
export async function requireUnreplaced(
  sql: OrgSql,
  ctx: Context,
  corrected: readonly Corrected[],
): Promise<void> {
  if (corrected.length === 0) return;
  const { rowCount } = await sql.query(
    `select from event
      where org_id = $1 and corrects = any($2::uuid[]) and (lead_id = any($3::uuid[]) or visitor_id = any($4::uuid[]))
      limit 1`,
    [
      ctx.orgId,
      corrected.map(({ id }) => id),
      corrected.flatMap(({ leadId }) => leadId ?? []),
      corrected.flatMap(({ visitorId }) => visitorId ?? []),
    ],
  );
  if (rowCount > 0) throw new MovedMeanwhile();
}
