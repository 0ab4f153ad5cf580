import type { OrgSql } from "@leadlift/db/connect";
import type { Context } from "../../context.ts";

/** An activity as an import recorded it last. */
export interface EarlierVersion {
  version: number;
  /** of what was recorded as this version */
  hash: Buffer;
  leadId: string;
}

/** The id under which a version of an activity is recorded; a later one replaces the one before. */
export function versionId(activityId: string, version: number): string {
  return version === 1 ? activityId : `${activityId} v${version}`;
}

/** The last version of each activity that was imported before. */
export async function earlierVersions(
  sql: OrgSql,
  ctx: Context,
  activityIds: readonly string[],
): Promise<Map<string, EarlierVersion>> {
  const found = new Map<string, EarlierVersion>();
  for (let version = 1, asked = activityIds; asked.length > 0; version++) {
    const byId = new Map(asked.map((id) => [versionId(id, version), id]));
    const { rows } = await sql.query<{ eventId: string; hash: Buffer; leadId: string }>(
      `select d.event_id as "eventId", d.body_hash as hash, e.lead_id as "leadId"
         from unnest($2::text[]) as wanted(id)
         join event_dedupe d on d.org_id = $1 and d.event_id = wanted.id
         join event e on e.org_id = $1 and e.received_at = d.received_at and e.id = d.id
        where e.lead_id is not null`,
      [ctx.orgId, [...byId.keys()]],
      "imported activities",
    );
    const next: string[] = [];
    for (const { eventId, hash, leadId } of rows) {
      const activityId = byId.get(eventId);
      if (activityId === undefined) continue;
      found.set(activityId, { version, hash, leadId });
      next.push(activityId);
    }
    asked = next;
  }
  return found;
}
