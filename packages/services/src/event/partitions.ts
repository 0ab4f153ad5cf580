import type { Database, OrgSql } from "@leadlift/db/connect";
import type { Context } from "../context.ts";

const ensured = new WeakMap<Database, string>();

/** Makes the partitions of the months around now, in a transaction of its own; asked once per process and month. */
export async function ensurePartitions(ctx: Context): Promise<void> {
  if (areEnsured(ctx)) return;
  await ctx.db.withOrgSql(ctx.orgId, makePartitions);
  ensured.set(ctx.db, thisMonth());
}

/** The same in the caller's transaction, which may take them back: so nothing is remembered of it. */
export async function ensurePartitionsIn(sql: OrgSql, ctx: Context): Promise<void> {
  if (!areEnsured(ctx)) await makePartitions(sql);
}

async function makePartitions(sql: OrgSql): Promise<void> {
  await sql.query("select ensure_event_partitions()");
}

function areEnsured({ db }: Context): boolean {
  return ensured.get(db) === thisMonth();
}

function thisMonth(): string {
  return new Date().toISOString().slice(0, 7);
}
