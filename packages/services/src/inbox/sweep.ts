import { systemContext } from "../context.ts";
import type { Platform } from "../platform.ts";
import { repeat } from "../repeat.ts";

const everyMs = 60 * 60_000;
const dayMs = 86_400_000;
/** Providers repeat for a week at most; events keep what was said. */
const itemDays = 30;
const statusDays = 90;

/** Every hour, removes what came in so long ago that it cannot come again. */
export function startInboxSweeper(platform: Platform): { close(): Promise<void> } {
  return repeat(
    everyMs,
    () => sweepInbox(platform),
    (error) => platform.log.warn("The inbox could not be swept", { error }),
  );
}

/** In every organisation; one that fails does not keep the others'. Returns how many rows went. */
export async function sweepInbox(platform: Platform, now = new Date()): Promise<number> {
  const { rows } = await platform.db.withSystem("list organisations", (sql) =>
    sql.query<{ id: string }>("select id from organisation order by id"),
  );
  let removed = 0;
  for (const { id: orgId } of rows) {
    try {
      removed += await sweepOne(platform, orgId, now);
    } catch (error) {
      platform.log.warn("An organisation's inbox could not be swept", { orgId, error });
    }
  }
  return removed;
}

async function sweepOne(platform: Platform, orgId: string, now: Date): Promise<number> {
  const ctx = await systemContext(platform, orgId, "sweep inbox");
  const before = (days: number) => new Date(now.getTime() - days * dayMs);
  return ctx.db.withOrgSql(orgId, async (sql) => {
    const items = await sql.query("delete from inbox_item where org_id = $1 and received_at < $2", [
      orgId,
      before(itemDays),
    ]);
    const statuses = await sql.query("delete from message_status where org_id = $1 and received_at < $2", [
      orgId,
      before(statusDays),
    ]);
    await sql.query(
      "update connection set previous_sealed = null, previous_until = null where org_id = $1 and previous_until <= $2",
      [orgId, now],
    );
    return items.rowCount + statuses.rowCount;
  });
}
