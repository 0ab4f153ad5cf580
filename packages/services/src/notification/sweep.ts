import { giveWaiting } from "../assignment/give-waiting.ts";
import { type Context, systemContext } from "../context.ts";
import type { Platform } from "../platform.ts";
import { repeat } from "../repeat.ts";
import { keepBestOfDay } from "../team-report/best-of-day.ts";
import { notifyDue } from "./notify-due.ts";

const everyMs = 60_000;
/** Notifications are kept for so long. */
export const keptDays = 30;

/** Every minute, gives out what waits for a turn, keeps the morning of a new day, tells people of what they promised, and forgets what was told a month ago. */
export function startNotifier(platform: Platform): { close(): Promise<void> } {
  const stop = new AbortController();
  const notifier = repeat(
    everyMs,
    () => notifyEverywhere(platform, stop.signal),
    (error) => platform.log.warn("Promises that fall due could not be looked for", { error }),
  );
  return {
    close() {
      stop.abort();
      return notifier.close();
    },
  };
}

/** In every organisation; one that fails does not keep the others'. Returns how many were told. */
export async function notifyEverywhere(platform: Platform, signal?: AbortSignal): Promise<number> {
  const { rows } = await platform.db.withSystem("list organisations", (sql) =>
    sql.query<{ id: string }>("select id from organisation order by id"),
  );
  let told = 0;
  for (const { id: orgId } of rows) {
    if (signal?.aborted) break;
    try {
      const ctx = await systemContext(platform, orgId, "notify");
      await giveWaiting(ctx);
      await keepBestOfDay(ctx);
      told += await notifyDue(ctx);
      await forgetNotifications(ctx);
    } catch (error) {
      platform.log.warn("Nobody could be told of what falls due", { orgId, error });
    }
  }
  return told;
}

/** Removes what was told more than thirty days ago. */
export async function forgetNotifications(ctx: Context): Promise<void> {
  const before = new Date(ctx.now().getTime() - keptDays * 86_400_000);
  await ctx.db.withOrgSql(ctx.orgId, (sql) =>
    sql.query("delete from notification where org_id = $1 and at < $2", [ctx.orgId, before]),
  );
}
