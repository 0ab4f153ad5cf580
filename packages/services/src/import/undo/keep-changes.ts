import type { OrgSql } from "@leadlift/db/connect";
import type { Context } from "../../context.ts";

/** A lead that an import is about to change, and the outcomes that it adds. */
export interface ChangedLead {
  leadId: string;
  outcomeIds: readonly string[];
}

/** Keeps what locked leads are before an import changes them; those that it made itself it removes when undone. */
export async function keepChanges(
  sql: OrgSql,
  { orgId }: Pick<Context, "orgId">,
  importId: string,
  leads: readonly ChangedLead[],
): Promise<void> {
  await sql.query(
    `insert into import_change as c (org_id, import_id, subject_id, lead_id, before, version)
     select l.org_id, $2::uuid, l.id, l.id,
            to_jsonb(l) - '{top_reason,next_question,not_asked}'::text[] || jsonb_build_object('outcomes', row.outcomes),
            l.version + 1
       from unnest($3::uuid[], $4::jsonb[]) as row(id, outcomes)
       join lead l on l.org_id = $1::uuid and l.id = row.id and l.import_id is distinct from $2::uuid
         on conflict (org_id, import_id, subject_id) do update
        set version = excluded.version,
            before = c.before || jsonb_build_object('outcomes', c.before->'outcomes' || excluded.before->'outcomes')`,
    [
      orgId,
      importId,
      leads.map(({ leadId }) => leadId),
      leads.map(({ outcomeIds }) => JSON.stringify(outcomeIds)),
    ],
    "keep changed leads",
  );
}

/** The same for locked listings. */
export async function keepListingChanges(
  sql: OrgSql,
  { orgId }: Pick<Context, "orgId">,
  importId: string,
  listingIds: readonly string[],
): Promise<void> {
  await sql.query(
    `insert into import_change (org_id, import_id, subject_id, listing_id, before, version)
     select org_id, $2::uuid, id, id, to_jsonb(g), g.version + 1
       from listing g where org_id = $1::uuid and id = any($3::uuid[]) and import_id is distinct from $2::uuid
         on conflict (org_id, import_id, subject_id) do update set version = excluded.version`,
    [orgId, importId, listingIds],
    "keep changed listings",
  );
}

/**
 * What an import changed and now is as it was before, is also as an earlier import had left it: that one may be undone
 * in its turn. Takes the ids of leads or listings.
 */
export async function handToEarlier(
  sql: OrgSql,
  { orgId }: Pick<Context, "orgId">,
  importId: string,
  restoredIds: readonly string[],
): Promise<void> {
  await sql.query(
    `update import_change earlier set version = c.version + 1
       from import_change c
      where c.org_id = $1 and c.import_id = $2 and c.subject_id = any($3::uuid[])
        and earlier.org_id = $1 and earlier.subject_id = c.subject_id and earlier.import_id <> $2
        and earlier.version = (c.before->>'version')::int`,
    [orgId, importId, restoredIds],
  );
}
