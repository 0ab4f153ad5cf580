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
  const row = rowOf(ctx, job, payload);
  await insert(tx, [row]);
  return row.id;
}

/** The same for many at once, in one statement. */
export async function promiseJobs<Name extends JobName>(
  tx: Tx | OrgSql,
  ctx: Pick<Context, "orgId">,
  job: Name,
  payloads: readonly JobPayload<Name>[],
): Promise<void> {
  if (payloads.length === 0) return;
  await insert(
    tx,
    payloads.map((payload) => rowOf(ctx, job, payload)),
  );
}

interface OutboxRow {
  orgId: string;
  id: string;
  job: JobName;
  payload: { orgId: string };
}

function rowOf(ctx: Pick<Context, "orgId">, job: JobName, payload: unknown): OutboxRow {
  const checked = jobCatalogue[job].payload.parse(payload);
  if (checked.orgId !== ctx.orgId) throw new Error(`A job for another organisation was promised: ${job}`);
  return { orgId: ctx.orgId, id: newId(), job, payload: checked };
}

async function insert(tx: Tx | OrgSql, rows: OutboxRow[]): Promise<void> {
  if ("outbox" in tx) {
    await tx.outbox.createMany({ data: rows });
    return;
  }
  await tx.query(
    `insert into outbox (org_id, id, job, payload)
     select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::jsonb[])`,
    [
      rows.map(({ orgId }) => orgId),
      rows.map(({ id }) => id),
      rows.map(({ job }) => job),
      rows.map(({ payload }) => JSON.stringify(payload)),
    ],
  );
}
