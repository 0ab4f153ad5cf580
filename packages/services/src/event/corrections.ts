import type { OrgSql } from "@leadlift/db/connect";
import type { Context } from "../context.ts";

/** An event that another one replaces or takes back. */
export interface Corrected {
  id: string;
  leadId: string | null;
  visitorId: string | null;
}

/** Recorded events by their sender's id; one that is not there, or no longer, is left out. */
export async function recordedEvents(
  sql: OrgSql,
  ctx: Context,
  eventIds: readonly string[],
): Promise<Map<string, Corrected>> {
  if (eventIds.length === 0) return new Map();
  const { rows } = await sql.query<Corrected & { eventId: string }>(
    `select d.event_id as "eventId", e.id, e.lead_id as "leadId", e.visitor_id as "visitorId"
       from unnest($2::text[]) as wanted(id)
       join event_dedupe d on d.org_id = $1 and d.event_id = wanted.id
       join event e on e.org_id = $1 and e.received_at = d.received_at and e.id = d.id`,
    [ctx.orgId, [...new Set(eventIds)]],
  );
  return new Map(rows.map(({ eventId, ...event }) => [eventId, event]));
}
