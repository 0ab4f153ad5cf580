import type { OrgSql } from "@leadlift/db/connect";
import type { Context } from "../context.ts";
import { holdStates } from "../feature/held-states.ts";

/** Persons whose leads' vectors nobody reads until the transaction ends. */
export interface HeldPersons {
  /** What changes about them counts from then on: every vector that was served is of an earlier time. */
  readonly changedAt: Date;
  /** Has vectors that are kept ready of their leads hold no longer. */
  changed(): Promise<void>;
}

/**
 * For a change of what is known about persons, such as a new contact point. Locks them in id order and then the states
 * of their leads: a lead that is made for one of them meanwhile waits, and so does whoever reads a vector.
 */
export async function holdPersons(
  sql: OrgSql,
  ctx: Context,
  personIds: readonly string[],
): Promise<HeldPersons> {
  if (personIds.length === 0) return { changedAt: ctx.now(), changed: async () => undefined };
  await sql.query(
    "select 1 from person where org_id = $1 and id = any($2::uuid[]) order by id for update",
    [ctx.orgId, personIds],
    "hold persons",
  );
  const { rows } = await sql.query<{ id: string }>(
    "select id from lead where org_id = $1 and person_id = any($2::uuid[])",
    [ctx.orgId, personIds],
    "leads of persons",
  );
  const leadIds = rows.map(({ id }) => id);
  const { recordedAt } = await holdStates(sql, ctx, leadIds);
  return {
    changedAt: recordedAt,
    async changed() {
      await sql.query(
        `update lead_state set version = version + 1, recorded_at = $3::timestamptz
          where org_id = $1 and lead_id = any($2::uuid[])`,
        [ctx.orgId, leadIds, recordedAt],
        "outdate vectors",
      );
    },
  };
}
