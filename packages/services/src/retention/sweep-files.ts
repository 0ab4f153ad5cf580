import type { Platform } from "../platform.ts";
import { repeat } from "../repeat.ts";

type Sweeping = Pick<Platform, "db" | "blobs" | "log">;

const everyMs = 3_600_000;

/** Every hour, removes the files that have expired: uploads hold personal data and are kept no longer than was said. */
export function startFileSweeper(platform: Sweeping): { close(): Promise<void> } {
  return repeat(
    everyMs,
    () => sweepFiles(platform),
    (error) => platform.log.warn("Expired files could not be looked for", { error }),
  );
}

/** In every organisation; one whose files cannot be removed does not keep the others'. Returns how many files went. */
export async function sweepFiles({ db, blobs, log }: Sweeping): Promise<number> {
  const { rows } = await db.withSystem("list organisations", (sql) =>
    sql.query<{ id: string }>("select id from organisation order by id"),
  );
  let removed = 0;
  for (const { id: orgId } of rows) {
    try {
      const count = await blobs.sweep(orgId);
      if (count > 0) log.info("Expired files removed", { orgId, count });
      removed += count;
    } catch (error) {
      log.warn("Expired files could not be removed", { orgId, error });
    }
  }
  return removed;
}
