import type { OrgSql } from "@leadlift/db/connect";
import type { Context } from "../../context.ts";

/** An activity as an import recorded it last. */
export interface EarlierVersion {
  version: number;
  /** of what was recorded as this version */
  hash: Buffer;
  leadId: string;
  occurredAt: Date;
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
  const latest = new Map<string, EarlierVersion>();
  for (let version = 1, asked = activityIds; asked.length > 0; version++) {
    const byId = new Map(asked.map((id) => [versionId(id, version), id]));
    const { rows } = await sql.query<Omit<EarlierVersion, "version"> & { eventId: string }>(
      `select d.event_id as "eventId", d.body_hash as hash, e.lead_id as "leadId", e.occurred_at as "occurredAt"
         from unnest($2::text[]) as wanted(id)
         join event_dedupe d on d.org_id = $1 and d.event_id = wanted.id
         join event e on e.org_id = $1 and e.received_at = d.received_at and e.id = d.id
        where e.lead_id is not null`,
      [ctx.orgId, [...byId.keys()]],
      "imported activities",
    );
    const next: string[] = [];
    for (const { eventId, ...found } of rows) {
      const activityId = byId.get(eventId);
      if (activityId === undefined) continue;
      latest.set(activityId, { version, ...found });
      next.push(activityId);
    }
    asked = next;
  }
  return latest;
}

export interface RecordedVersion {
  activityId: string;
  version: number;
}

/** Which versions an import recorded, so that it can be undone. */
export async function keepVersions(
  sql: OrgSql,
  ctx: Context,
  importId: string,
  versions: readonly RecordedVersion[],
): Promise<void> {
  if (versions.length === 0) return;
  await sql.query(
    `insert into import_activity (org_id, import_id, activity_id, version)
     select $1::uuid, $2::uuid, * from unnest($3::text[], $4::int[]) on conflict do nothing`,
    [
      ctx.orgId,
      importId,
      versions.map(({ activityId }) => activityId),
      versions.map(({ version }) => version),
    ],
    "keep imported versions",
  );
}
