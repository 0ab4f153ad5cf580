import type { OrgSql, Tx } from "@leadlift/db/connect";
import { newId } from "@leadlift/db/id";
import type { Context } from "../context.ts";
import { type JobName, type JobPayload, jobCatalogue } from "./catalogue.ts";

/**
 * Promises a job in the caller's transaction: it runs at least once if that commits and never if it does not.
 * `payload.orgId` must be the context's. Returns the job's id.
 */
export async function promiseJob<Name extends JobName>(
  tx: Tx | OrgSql,
  ctx: Pick<Context, "orgId">,
  job: Name,
  payload: JobPayload<Name>,
): Promise<string> {
  const checked = jobCatalogue[job].payload.parse(payload);
  if (checked.orgId !== ctx.orgId) throw new Error(`A job for another organisation was promised: ${job}`);
  const id = newId();
  if ("outbox" in tx) {
    await tx.outbox.create({ data: { orgId: ctx.orgId, id, job, payload: checked } });
  } else {
    await tx.query("insert into outbox (org_id, id, job, payload) values ($1, $2, $3, $4)", [
      ctx.orgId,
      id,
      job,
      JSON.stringify(checked),
    ]);
  }
  return id;
}
