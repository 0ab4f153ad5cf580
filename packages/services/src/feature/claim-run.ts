import type { Context } from "../context.ts";
import { type Hold, mustHaveEnded } from "../jobs/fenced-run.ts";
import { promiseScoring } from "../model/promise-scoring.ts";

/** One delivery's hold on a feature run. */
export interface FeatureClaim extends Hold {
  onlyStale: boolean;
  /** when the run began */
  at: Date;
  /** the last lead that an earlier delivery has done */
  cursor: string | null;
}

/** Null when the run has already finished. A delivery that comes later takes the run from an earlier one. */
export async function claimFeatureRun(ctx: Context, featureRunId: string): Promise<FeatureClaim | null> {
  return ctx.db.withOrgSql(ctx.orgId, async (sql) => {
    const { rows } = await sql.query<FeatureClaim>(
      `update feature_run r
          set status = 'running', attempt = attempt + 1, started_at = coalesce(started_at, now()), at = coalesce(r.at, $3),
              total = done + (select count(*) from (${leadsToDoSql("r.only_stale", "r.cursor", "coalesce(r.at, $3)")}) left_over)
        where org_id = $1 and id = $2 and status in ('queued', 'running')
        returning id as "runId", attempt, only_stale as "onlyStale", at, cursor`,
      [ctx.orgId, featureRunId, ctx.now()],
    );
    if (rows[0]) return rows[0];
    await mustHaveEnded(sql, ctx, "feature_run", featureRunId);
    return null;
  });
}

/** Open leads after the cursor in id order; of only the stale ones, those without a vector that stands at `at`. */
export async function leadsToDo(
  ctx: Context,
  { onlyStale, at }: FeatureClaim,
  cursor: string | null,
  limit: number,
): Promise<{ id: string }[]> {
  const { rows } = await ctx.db.withOrgSql(ctx.orgId, (sql) =>
    sql.query<{ id: string }>(
      `${leadsToDoSql("$2::bool", "$3::uuid", "$4::timestamptz")} order by l.id limit $5`,
      [ctx.orgId, onlyStale, cursor, at, limit],
    ),
  );
  return rows;
}

function leadsToDoSql(onlyStale: string, cursor: string, at: string): string {
  return `
    select l.id from lead l
     where l.org_id = $1 and l.status = 'open' and l.merged_into is null and (${cursor} is null or l.id > ${cursor})
       and (not ${onlyStale} or not exists (
             select from lead_vector v join lead_state s on s.org_id = v.org_id and s.lead_id = v.lead_id
              where v.org_id = l.org_id and v.lead_id = l.id and v.stale_at > ${at}
                and v.state_version = s.version and v.lead_version = l.version))`;
}

/** Ends the run; after one over all leads they are scored. Does nothing when another delivery holds it. */
export async function finishFeatureRun(ctx: Context, claim: FeatureClaim): Promise<void> {
  await ctx.db.withOrg(ctx.orgId, async (tx) => {
    const ended = await tx.$executeRaw`
      update feature_run set status = 'done', error = null, finished_at = now(), total = done
       where org_id = ${ctx.orgId}::uuid and id = ${claim.runId}::uuid and attempt = ${claim.attempt}
         and status = 'running'`;
    if (ended > 0 && !claim.onlyStale) await promiseScoring(tx, ctx);
  });
}
