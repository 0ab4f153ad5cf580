import type { OrgSql } from "@leadlift/db/connect";

/** Does something of which the assignments that it makes bear a cause, and a moment where it is not now. */
export async function asAssigned(
  sql: OrgSql,
  { cause, at }: { cause: string; at: Date | null },
  change: () => Promise<void>,
): Promise<void> {
  const { rows } = await sql.query<{ now: string }>(
    "select coalesce(current_setting('app.now', true), '') as now",
  );
  const before = rows[0]?.now ?? "";
  await set(sql, cause, at?.toISOString() ?? before);
  await change();
  await set(sql, "", before);
}

async function set(sql: OrgSql, cause: string, now: string): Promise<void> {
  await sql.query("select set_config('app.assignment', $1, true), set_config('app.now', $2, true)", [
    cause,
    now,
  ]);
}
