import { systemContext } from "../context.ts";
import type { Platform } from "../platform.ts";
import { repeat } from "../repeat.ts";
import { expireConsents } from "./expire.ts";

const everyMs = 60_000;

/** Every minute, has consents end whose time is over. */
export function startConsentSweeper(platform: Platform): { close(): Promise<void> } {
  const stop = new AbortController();
  const sweeper = repeat(
    everyMs,
    () => sweepConsents(platform, stop.signal),
    (error) => platform.log.warn("Expired consents could not be looked for", { error }),
  );
  return {
    close() {
      stop.abort();
      return sweeper.close();
    },
  };
}

/** In every organisation; one that fails does not keep the others'. Returns how many ended. */
export async function sweepConsents(platform: Platform, signal?: AbortSignal): Promise<number> {
  const { rows } = await platform.db.withSystem("list organisations", (sql) =>
    sql.query<{ id: string }>("select id from organisation order by id"),
  );
  let expired = 0;
  for (const { id: orgId } of rows) {
    if (signal?.aborted) break;
    try {
      const count = await expireConsents(await systemContext(platform, orgId, "expire consents"), signal);
      if (count > 0) platform.log.info("Consents expired", { orgId, count });
      expired += count;
    } catch (error) {
      platform.log.warn("Expired consents could not be noted", { orgId, error });
    }
  }
  return expired;
}
