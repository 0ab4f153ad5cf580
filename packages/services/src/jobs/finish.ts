import type { Database } from "@leadlift/db/connect";

/** Marks a promised job as done, so that the reconciler leaves it alone. */
export async function finishJob(db: Database, orgId: string, jobId: string): Promise<void> {
  await db.withOrgSql(orgId, (sql) =>
    sql.query("update outbox set finished_at = now() where org_id = $1 and id = $2 and finished_at is null", [
      orgId,
      jobId,
    ]),
  );
}
