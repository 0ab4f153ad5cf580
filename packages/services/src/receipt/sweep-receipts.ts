import type { Platform } from "../platform.ts";
import { repeat } from "../repeat.ts";

type Sweeping = Pick<Platform, "db" | "log">;

const everyMs = 3_600_000;
/** A statement removes so many at most: it must not keep its locks for long. */
const atOnce = 5_000;

/** Every hour, makes room for coming months' receipts and removes those whose time is over. */
export function startReceiptSweeper(platform: Sweeping): { close(): Promise<void> } {
  return repeat(
    everyMs,
    async () => {
      await sweepReceipts(platform);
    },
    (error) => platform.log.warn("Receipts could not be looked after", { error }),
  );
}

/** In every organisation; one that fails does not keep the others'. Returns how many went. */
export async function sweepReceipts({ db, log }: Sweeping): Promise<number> {
  const { rows } = await db.withSystem("list organisations", (sql) =>
    sql.query<{ id: string }>("select id from organisation order by id"),
  );
  let removed = 0;
  for (const { id: orgId } of rows) {
    try {
      await db.withOrgSql(orgId, (sql) => sql.query("select ensure_receipt_partitions()"));
      removed += await removeExpired(db, orgId);
    } catch (error) {
      log.warn("Receipts could not be removed", { orgId, error });
    }
  }
  if (removed > 0) log.info("Receipts removed whose time was over", { count: removed });
  return removed;
}

async function removeExpired(db: Sweeping["db"], orgId: string): Promise<number> {
  let removed = 0;
  for (;;) {
    const { rowCount } = await db.withOrgSql(orgId, (sql) =>
      sql.query(
        `delete from receipt where org_id = $1 and id = any(array(
           select id from receipt where org_id = $1 and keep_until <= now() order by keep_until limit $2))`,
        [orgId, atOnce],
        "remove receipts",
      ),
    );
    removed += rowCount;
    if (rowCount < atOnce) return removed;
  }
}
