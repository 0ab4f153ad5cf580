import type { Database } from "@leadlift/db/connect";
import type { Platform } from "../platform.ts";

const atMostEveryMs = 60_000;
const noted = new WeakMap<Database, Map<string, number>>();

/** Sets when a key was last used, at most once a minute of this process; a failure of it fails no request. */
export async function noteUse(
  platform: Pick<Platform, "db" | "log">,
  key: { orgId: string; keyId: string },
): Promise<void> {
  const { db, log } = platform;
  const times = noted.get(db) ?? new Map<string, number>();
  noted.set(db, times);
  const now = performance.now();
  if (now - (times.get(key.keyId) ?? Number.NEGATIVE_INFINITY) < atMostEveryMs) return;
  times.set(key.keyId, now);
  try {
    await db.withOrgSql(key.orgId, (sql) =>
      sql.query("update api_key set last_used_at = clock_timestamp() where org_id = $1 and id = $2", [
        key.orgId,
        key.keyId,
      ]),
    );
  } catch (error) {
    log.warn("A key's last use could not be noted", { keyId: key.keyId, error });
  }
}
