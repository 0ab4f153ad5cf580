import type { Platform } from "../platform.ts";
import { repeat } from "../repeat.ts";

type Sweeping = Pick<Platform, "db" | "log">;

const everyMs = 3_600_000;

/** Every hour, removes the answers that have expired: what was told of people is kept no longer than it is used. */
export function startAnswerSweeper(platform: Sweeping): { close(): Promise<void> } {
  return repeat(
    everyMs,
    () => sweepAnswers(platform),
    (error) => platform.log.warn("Expired answers could not be looked for", { error }),
  );
}

/** In every organisation; one that fails does not keep the others'. Returns how many answers went. */
export async function sweepAnswers({ db, log }: Sweeping): Promise<number> {
  const { rows } = await db.withSystem("list organisations", (sql) =>
    sql.query<{ id: string }>("select id from organisation order by id"),
  );
  let removed = 0;
  for (const { id: orgId } of rows) {
    try {
      const { rowCount } = await db.withOrgSql(orgId, (sql) =>
        sql.query("delete from enrichment_result where org_id = $1 and expires_at <= now()", [orgId]),
      );
      if (rowCount > 0) log.info("Expired answers removed", { orgId, count: rowCount });
      removed += rowCount;
    } catch (error) {
      log.warn("Expired answers could not be removed", { orgId, error });
    }
  }
  return removed;
}
