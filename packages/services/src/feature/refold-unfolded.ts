import type { Context } from "../context.ts";
import { holdStates } from "./held-states.ts";

const leadsAtOnce = 500;
const nobody = "00000000-0000-0000-0000-000000000000";

/** Folds the leads that a load has left unfolded, each once. What is done stays done when `signal` is aborted. */
export async function refoldUnfolded(ctx: Context, { signal }: { signal: AbortSignal }): Promise<void> {
  for (let after = nobody; ; ) {
    signal.throwIfAborted();
    const leadIds = await ctx.db.withOrgSql(ctx.orgId, async (sql) => {
      const { rows } = await sql.query<{ leadId: string }>(
        `select lead_id as "leadId" from lead_state
          where org_id = $1 and set_version = 0 and lead_id > $2 order by lead_id limit $3`,
        [ctx.orgId, after, leadsAtOnce],
        "unfolded states",
      );
      const found = rows.map(({ leadId }) => leadId);
      if (found.length === 0) return found;
      const held = await holdStates(sql, ctx, found);
      for (const leadId of found) held.refold(leadId);
      await held.settle({ promiseScores: false });
      return found;
    });
    const last = leadIds.at(-1);
    if (last === undefined || leadIds.length < leadsAtOnce) return;
    after = last;
  }
}
