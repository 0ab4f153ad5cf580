import type { OrgSql } from "@leadlift/db/connect";
import { eventKinds } from "@leadlift/scoring/features";
import type { Context } from "../context.ts";
import type { Purpose } from "./purposes.ts";

/** Purposes without which some features are missing; the others change nothing that is scored. */
export const purposesOfFeatures: ReadonlySet<Purpose> = new Set([
  "scoring" as const,
  ...Object.values(eventKinds).flatMap(({ purpose }) => purpose ?? []),
]);

/** The leads of persons, also those that are merged: states are held of the leads that stand for them. */
export async function leadsOfPersons(
  sql: OrgSql,
  ctx: Context,
  persons: readonly { personId: string }[],
): Promise<string[]> {
  if (persons.length === 0) return [];
  const { rows } = await sql.query<{ id: string }>(
    "select id from lead where org_id = $1 and person_id = any($2::uuid[]) order by id",
    [ctx.orgId, persons.map(({ personId }) => personId)],
  );
  return rows.map(({ id }) => id);
}

/** A precomputed vector, or a score made from what may no longer be used, is shown to nobody: a new one follows. */
export async function forgetServed(sql: OrgSql, ctx: Context, leadIds: readonly string[]): Promise<void> {
  if (leadIds.length === 0) return;
  await sql.query("delete from lead_vector where org_id = $1 and lead_id = any($2::uuid[])", [
    ctx.orgId,
    leadIds,
  ]);
  // The version refuses a score that was under way.
  await sql.query(
    `update lead set score_state = 'none', score = null, grade = null, probability = null, top_reason = null,
                     version = version + 1
      where org_id = $1 and id = any($2::uuid[]) and score_state <> 'none'`,
    [ctx.orgId, leadIds],
  );
}
