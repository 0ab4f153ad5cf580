import { systemContext } from "../context.ts";
import type { Platform } from "../platform.ts";
import { repeat } from "../repeat.ts";
import { type Forgotten, forgetVisitors } from "./forget-visitors.ts";

const everyMs = 3_600_000;

/** Every hour, forgets visitors whose time is over. */
export function startVisitorSweeper(platform: Platform): { close(): Promise<void> } {
  const stop = new AbortController();
  const sweeper = repeat(
    everyMs,
    () => sweepVisitors(platform, stop.signal),
    (error) => platform.log.warn("Visitors to forget could not be looked for", { error }),
  );
  return {
    close() {
      stop.abort();
      return sweeper.close();
    },
  };
}

/** In every organisation; one that fails does not keep the others'. */
export async function sweepVisitors(platform: Platform, signal?: AbortSignal): Promise<Forgotten> {
  const { rows } = await platform.db.withSystem("list organisations", (sql) =>
    sql.query<{ id: string }>("select id from organisation order by id"),
  );
  const total = { visitors: 0, events: 0 };
  for (const { id: orgId } of rows) {
    if (signal?.aborted) break;
    try {
      const { visitors, events } = await forgetVisitors(
        await systemContext(platform, orgId, "forget visitors"),
        signal,
      );
      if (visitors > 0) platform.log.info("Visitors forgotten", { orgId, count: visitors });
      total.visitors += visitors;
      total.events += events;
    } catch (error) {
      platform.log.warn("Visitors could not be forgotten", { orgId, error });
    }
  }
  return total;
}
