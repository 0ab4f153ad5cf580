import type { OrgSql } from "@leadlift/db/connect";
import type { Context } from "../context.ts";

/** A row of lead_state. `setVersion` 0: made just now, the events of the lead were not looked at yet. */
export interface StateRow {
  leadId: string;
  state: unknown;
  setVersion: number;
  version: number;
  recordedAt: Date;
  validUntil: Date | null;
  scorePromisedAt: Date | null;
}

/**
 * Locks the states of leads until the transaction ends, those that are there in id order, and makes those that are
 * missing. Merged leads have none. `share`: whoever writes facts of them waits; `update`: who reads vectors, too.
 */
export async function lockStates(
  sql: OrgSql,
  ctx: Pick<Context, "orgId">,
  leadIds: readonly string[],
  mode: "share" | "update",
): Promise<StateRow[]> {
  const found = await lockThere(sql, ctx, leadIds, mode);
  if (found.length === leadIds.length) return found;
  const there = new Set(found.map(({ leadId }) => leadId));
  const missing = leadIds.filter((id) => !there.has(id));
  // Waits for whoever is making the same row.
  await sql.query(
    `insert into lead_state (org_id, lead_id, state, set_version, version, recorded_at)
     select l.org_id, l.id, '{}', 0, 0, '1970-01-01' from lead l
      where l.org_id = $1 and l.id = any($2::uuid[]) and l.merged_into is null order by l.id
         on conflict do nothing`,
    [ctx.orgId, missing],
  );
  const made = await lockThere(sql, ctx, missing, mode);
  return [...found, ...made].sort((a, b) => (a.leadId < b.leadId ? -1 : 1));
}

async function lockThere(
  sql: OrgSql,
  ctx: Pick<Context, "orgId">,
  leadIds: readonly string[],
  mode: "share" | "update",
): Promise<StateRow[]> {
  if (leadIds.length === 0) return [];
  // Of this table alone: joined with leads before there are statistics, it was read from one end to the other.
  const { rows } = await sql.query<StateRow>(
    `select lead_id as "leadId", state, set_version as "setVersion", version, recorded_at as "recordedAt",
            valid_until as "validUntil", score_promised_at as "scorePromisedAt"
       from lead_state where org_id = $1 and lead_id = any($2::uuid[]) order by lead_id for ${mode}`,
    [ctx.orgId, leadIds],
    `lock states to ${mode}`,
  );
  return rows;
}

/** Which lead each of these now counts for: itself, or the one that it was merged into in the end. */
export async function standingLeads(
  sql: OrgSql,
  ctx: Pick<Context, "orgId">,
  leadIds: readonly string[],
): Promise<Map<string, string>> {
  const standing = new Map<string, string>();
  let asked = new Map(leadIds.map((id) => [id, [id]]));
  // A step a merge; most leads take none.
  while (asked.size > 0) {
    const { rows } = await sql.query<{ id: string; mergedInto: string | null }>(
      `select id, merged_into as "mergedInto" from lead where org_id = $1 and id = any($2::uuid[])`,
      [ctx.orgId, [...asked.keys()]],
      "standing leads",
    );
    const next = new Map<string, string[]>();
    for (const { id, mergedInto } of rows) {
      const origins = asked.get(id) ?? [];
      if (mergedInto) next.set(mergedInto, [...(next.get(mergedInto) ?? []), ...origins]);
      else for (const origin of origins) standing.set(origin, id);
    }
    asked = next;
  }
  return standing;
}
