import type { Context } from "../context.ts";
import { giveInTurn } from "./give-in-turn.ts";
import { onDuty } from "./on-duty.ts";
import { lockUnclaimed } from "./unclaimed.ts";

/**
 * Gives out in turn what could not be given when it came: at night, while all were away, or before the organisation
 * wanted it so. Returns how many leads got an owner.
 */
export async function giveWaiting(ctx: Context): Promise<number> {
  if (ctx.organisation.handOut !== "in_turn") return 0;
  return ctx.db.withOrgSql(ctx.orgId, async (sql) => {
    // At night there is nobody to give them to, every minute.
    if ((await onDuty(sql, ctx)).length === 0) return 0;
    // Turns before leads, as everywhere: giveInTurn takes the same lock once more.
    await sql.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", [`turns ${ctx.orgId}`]);
    return (await giveInTurn(sql, ctx, await lockUnclaimed(sql, ctx))).length;
  });
}
