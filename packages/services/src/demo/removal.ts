import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { ServiceError } from "../errors.ts";
import { promiseJob } from "../jobs/promise.ts";
import { requirePermission } from "../permissions.ts";
import type { Platform } from "../platform.ts";

export interface RemovalProgress {
  /** null: nobody asked for it */
  since: Date | null;
  /** leads it had, and has left */
  total: number;
  left: number;
}

/**
 * Asks for the sample to be removed: the organisation with all it has, and the accounts that are in no other. Another
 * organisation's admins cannot reach it. Again changes nothing. Throws CONFLICT where the organisation is no sample.
 */
export async function requestSampleRemoval(ctx: Context): Promise<RemovalProgress> {
  requirePermission(ctx, "organisation.manage");
  const requestedBy = ctx.actor.kind === "user" ? ctx.actor.userId : ctx.orgId;
  if (!ctx.organisation.sample) {
    throw new ServiceError("CONFLICT", "This is your own data, not the sample: it is not removed this way.");
  }
  await ctx.db.withOrgSql(ctx.orgId, async (sql) => {
    const { rowCount } = await sql.query(
      `update organisation set removing_since = $2,
              removing_leads = (select count(*) from lead where org_id = $1)
        where id = $1 and sample and removing_since is null`,
      [ctx.orgId, ctx.now()],
    );
    if (rowCount === 0) return;
    // Nobody makes it anew with the next start.
    await sql.query("insert into installation.sample_removal default values on conflict do nothing");
    await promiseJob(sql, ctx, "sample.remove", { orgId: ctx.orgId, requestedBy });
    await audit(sql, ctx, {
      action: "organisation.remove-sample",
      subjectType: "organisation",
      subjectId: ctx.orgId,
    });
  });
  return removalProgress(ctx);
}

/** Of a removal under way. */
export async function removalProgress(ctx: Context): Promise<RemovalProgress> {
  requirePermission(ctx, "organisation.manage");
  const { rows } = await ctx.db.withOrgSql(ctx.orgId, (sql) =>
    sql.query<RemovalProgress>(
      `select removing_since as since, coalesce(removing_leads, 0) as total,
              case when removing_since is null then 0
                   else (select count(*) from lead where org_id = $1)::int end as left
         from organisation where id = $1`,
      [ctx.orgId],
    ),
  );
  return rows[0] ?? { since: null, total: 0, left: 0 };
}

/** Whether somebody removed the sample from this installation. */
export async function sampleWasRemoved({ db }: Pick<Platform, "db">, orgId: string): Promise<boolean> {
  const { rows } = await db.withOrgSql(orgId, (sql) =>
    sql.query("select 1 from installation.sample_removal"),
  );
  return rows.length > 0;
}
