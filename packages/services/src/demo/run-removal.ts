import { sandboxOf } from "../api-key/sandbox.ts";
import type { Context } from "../context.ts";

/** People at once, with their leads and all that these did. */
const batch = 200;

/**
 * Removes an organisation that asked for it, and nothing else: people in batches, then the rest, then accounts that are
 * in no other organisation. Stopped at any time, the next call goes on.
 */
export async function runSampleRemoval(ctx: Context, { signal }: { signal: AbortSignal }): Promise<void> {
  if (!(await isAskedFor(ctx))) return;
  while (await removeSome(ctx)) signal.throwIfAborted();
  const { authPool } = ctx.db;
  await authPool.query(
    `delete from "user" u using member m where m."userId" = u.id and m."organizationId" = $1
        and not exists (select from member o where o."userId" = u.id and o."organizationId" <> $1)`,
    [ctx.orgId],
  );
  await authPool.query("delete from organization where id = $1", [ctx.orgId]);
  const sandboxId = await sandboxOf(ctx);
  if (sandboxId !== null) {
    await ctx.db.withOrgSql(sandboxId, (sql) =>
      sql.query("delete from organisation where id = $1", [sandboxId]),
    );
  }
  // Last: as long as it is there, a job that was cut short goes on.
  await ctx.db.withOrgSql(ctx.orgId, (sql) =>
    sql.query("delete from organisation where id = $1 and sample", [ctx.orgId]),
  );
  ctx.log.info("The sample was removed");
}

async function isAskedFor(ctx: Context): Promise<boolean> {
  const { rowCount } = await ctx.db.withOrgSql(ctx.orgId, (sql) =>
    sql.query("select from organisation where id = $1 and sample and removing_since is not null", [
      ctx.orgId,
    ]),
  );
  return rowCount > 0;
}

async function removeSome(ctx: Context): Promise<boolean> {
  const { rowCount } = await ctx.db.withOrgSql(ctx.orgId, (sql) =>
    sql.query(
      `delete from person where org_id = $1 and id in (select id from person where org_id = $1 order by id limit ${batch})`,
      [ctx.orgId],
    ),
  );
  return rowCount > 0;
}
