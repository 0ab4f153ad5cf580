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

const stateColumns = `lead_id as "leadId", state, set_version as "setVersion", version, recorded_at as "recordedAt",
  valid_until as "validUntil", score_promised_at as "scorePromisedAt"`;

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
    `select ${stateColumns} from lead_state where org_id = $1 and lead_id = any($2::uuid[]) order by lead_id for ${mode}`,
    [ctx.orgId, leadIds],
    `lock states to ${mode}`,
  );
  return rows;
}

/** A state that can be read as it is; $3 the set of features, $4 the moment, $5 the offset of the organisation's days. */
const isFreshSql = `set_version = $3 and coalesce(valid_until > $4::timestamptz, true)
  and (state->>'offset')::float8 = $5::float8 is true`;

/** Locks the states for reading if every one of them is there and fresh; null, and locks none, if not. */
export async function lockFresh(
  sql: OrgSql,
  ctx: Pick<Context, "orgId">,
  leadIds: readonly string[],
  fresh: readonly [setVersion: number, at: Date, utcOffsetMinutes: number],
): Promise<StateRow[] | null> {
  const { rows } = await sql.query<StateRow>(
    `select ${stateColumns} from lead_state
      where org_id = $1 and lead_id = any($2::uuid[])
        and (select count(*) from lead_state where org_id = $1 and lead_id = any($2::uuid[]) and ${isFreshSql})
            = cardinality($2::uuid[])
      order by lead_id for share`,
    [ctx.orgId, leadIds, ...fresh],
    "lock fresh states",
  );
  return rows.length === leadIds.length ? rows : null;
}
