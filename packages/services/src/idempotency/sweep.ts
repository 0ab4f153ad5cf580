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
export async function sweepRepeats({ db, log }: Sweeping): Promise<number> {
  const { rows } = await db.withSystem("list organisations", (sql) =>
    sql.query<{ id: string }>("select id from organisation order by id"),
  );
  let removed = 0;
  for (const { id: orgId } of rows) {
    try {
      removed += await forgetAnswers(db, orgId, new Date());
    } catch (error) {
      log.warn("Old answers could not be removed", { orgId, error });
    }
  }
  return removed;
}

/** Of one organisation, what is repeated no longer at that time. */
export async function forgetAnswers(db: Sweeping["db"], orgId: string, now: Date): Promise<number> {
  const { rowCount } = await db.withOrgSql(orgId, (sql) =>
    sql.query("delete from idempotent_answer where org_id = $1 and expires_at <= $2", [orgId, now]),
  );
  return rowCount;
}
