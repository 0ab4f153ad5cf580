import type { Database, OrgSql } from "@leadlift/db/connect";

const ensured = new WeakMap<Database, string>();

/** Makes the partitions of the months around now, asked once per process and month. */
export async function ensurePartitions(sql: OrgSql, db: Database): Promise<void> {
  const month = new Date().toISOString().slice(0, 7);
  if (ensured.get(db) === month) return;
  await sql.query("select ensure_event_partitions()");
  ensured.set(db, month);
}
