import type { Platform } from "../platform.ts";
import { repeat } from "../repeat.ts";

type Sweeping = Pick<Platform, "db" | "log">;

const everyMs = 3_600_000;

/** Every hour, removes answers that are repeated no longer. */
export function startRepeatSweeper(platform: Sweeping): { close(): Promise<void> } {
  return repeat(
    everyMs,
    () => sweepRepeats(platform),
    (error) => platform.log.warn("Old answers could not be looked for", { error }),
  );
}

/** In every organisation. Returns how many went. */
export async function sweepRepeats({ db, log }: Sweeping, now = new Date()): Promise<number> {
  const { rows } = await db.withSystem("list organisations", (sql) =>
    sql.query<{ id: string }>("select id from organisation order by id"),
  );
  let removed = 0;
  for (const { id: orgId } of rows) {
    try {
      const { rowCount } = await db.withOrgSql(orgId, (sql) =>
        sql.query("delete from idempotent_answer where org_id = $1 and expires_at <= $2", [orgId, now]),
      );
      removed += rowCount;
    } catch (error) {
      log.warn("Old answers could not be removed", { orgId, error });
    }
  }
  return removed;
}
