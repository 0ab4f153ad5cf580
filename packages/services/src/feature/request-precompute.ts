import { newId } from "@leadlift/db/id";
import { z } from "zod";
import type { Context } from "../context.ts";
import { promiseJob } from "../jobs/promise.ts";
import { requirePermission } from "../permissions.ts";

/** `onlyStale`: leads whose vector still stands are passed over. */
export const requestPrecomputeInput = z.object({ onlyStale: z.boolean().default(false) });

/** Promises that vectors are computed ahead; a run that still waits and does as much covers this one. */
export async function requestPrecompute(
  ctx: Context,
  input: z.input<typeof requestPrecomputeInput> = {},
): Promise<{ featureRunId: string }> {
  requirePermission(ctx, "model.train");
  const { onlyStale } = requestPrecomputeInput.parse(input);
  return ctx.db.withOrgSql(ctx.orgId, async (sql) => {
    const { rows } = await sql.query<{ id: string }>(
      `select id from feature_run
        where org_id = $1 and status = 'queued' and (not only_stale or $2) order by only_stale, created_at limit 1
          for update`,
      [ctx.orgId, onlyStale],
    );
    if (rows[0]) return { featureRunId: rows[0].id };
    const featureRunId = newId();
    await sql.query(
      "insert into feature_run (org_id, id, status, only_stale) values ($1, $2, 'queued', $3)",
      [ctx.orgId, featureRunId, onlyStale],
    );
    await promiseJob(sql, ctx, "features.precompute", { orgId: ctx.orgId, featureRunId });
    return { featureRunId };
  });
}
