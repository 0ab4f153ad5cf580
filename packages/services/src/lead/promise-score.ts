import type { OrgSql } from "@leadlift/db/connect";
import type { Context } from "../context.ts";
import { promiseLivesMs } from "../feature/held-states.ts";
import { promiseJob } from "../jobs/promise.ts";
import { hasScorerSql } from "../scorecard/current.ts";

/**
 * Promises the score of a lead whose state the transaction holds; one that is promised already sees this change too.
 * False: the lead is closed or there is neither a model nor rules, so there is no score to come.
 */
export async function promiseScore(sql: OrgSql, ctx: Context, leadId: string): Promise<boolean> {
  const { rows } = await sql.query<{ promisedAt: Date | null }>(
    `select s.score_promised_at as "promisedAt" from lead l join lead_state s on s.org_id = l.org_id and s.lead_id = l.id
      where l.org_id = $1 and l.id = $2 and l.status = 'open'
        and ${hasScorerSql}`,
    [ctx.orgId, leadId],
  );
  const [due] = rows;
  if (!due) return false;
  const now = ctx.now();
  if (isPromised(due.promisedAt, now)) return true;
  await sql.query("update lead_state set score_promised_at = $3 where org_id = $1 and lead_id = $2", [
    ctx.orgId,
    leadId,
    now,
  ]);
  await promiseJob(sql, ctx, "lead.score", { orgId: ctx.orgId, leadId });
  return true;
}

/** Whether a promise of then is still good: one that was lost is given again. */
export function isPromised(promisedAt: Date | null, now: Date): boolean {
  return promisedAt !== null && promisedAt.getTime() > now.getTime() - promiseLivesMs;
}
