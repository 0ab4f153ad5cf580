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
  /** of the lead */
  status: string;
}

/**
 * Locks the states of leads until the transaction ends, in id order, and makes those that are missing. Merged leads
 * have none. `share`: whoever writes facts of them waits; `update`: who reads vectors to keep them, too.
 */
export async function lockStates(
  sql: OrgSql,
  ctx: Pick<Context, "orgId">,
  leadIds: readonly string[],
  mode: "share" | "update",
): Promise<StateRow[]> {
  if (leadIds.length === 0) return [];
  // First, because it waits for whoever is making the same row; it says nothing of rows that are there.
  await sql.query(
    `insert into lead_state (org_id, lead_id, state, set_version, version, recorded_at)
     select l.org_id, l.id, '{}', 0, 0, '1970-01-01' from lead l
      where l.org_id = $1 and l.id = any($2::uuid[]) and l.merged_into is null
        and not exists (select from lead_state s where s.org_id = l.org_id and s.lead_id = l.id)
      order by l.id
         on conflict do nothing`,
    [ctx.orgId, leadIds],
  );
  const { rows } = await sql.query<StateRow>(
    `select s.lead_id as "leadId", s.state, s.set_version as "setVersion", s.version, s.recorded_at as "recordedAt",
            s.valid_until as "validUntil", s.score_promised_at as "scorePromisedAt", l.status
       from lead_state s join lead l on l.org_id = s.org_id and l.id = s.lead_id
      where s.org_id = $1 and s.lead_id = any($2::uuid[])
      order by s.lead_id for ${mode} of s`,
    [ctx.orgId, leadIds],
  );
  return rows;
}

/** Which lead each of these now counts for: itself, or the one that it was merged into in the end. */
export async function standingLeads(
  sql: OrgSql,
  ctx: Pick<Context, "orgId">,
  leadIds: readonly string[],
): Promise<Map<string, string>> {
  if (leadIds.length === 0) return new Map();
  const { rows } = await sql.query<{ leadId: string; standing: string }>(
    `with recursive way as (
       select id as lead_id, id, merged_into from lead where org_id = $1::uuid and id = any($2::uuid[])
       union all
       select w.lead_id, l.id, l.merged_into from way w join lead l on l.org_id = $1::uuid and l.id = w.merged_into
     )
     select lead_id as "leadId", id as standing from way where merged_into is null`,
    [ctx.orgId, leadIds],
  );
  return new Map(rows.map(({ leadId, standing }) => [leadId, standing]));
}
