import type { Database } from "@leadlift/db/connect";
import { ServiceError } from "../errors.ts";
import type { Logger } from "../log.ts";
import { promiseScoring } from "../model/promise-scoring.ts";
import type { JobName } from "./catalogue.ts";

// What a person sees of a job that ended without success: its run's status and one sentence.
const marks: Record<JobName, { table: string; key: string } | null> = {
  "model.train": { table: "training_run", key: "trainingRunId" },
  "organisation.score": { table: "scoring_run", key: "scoringRunId" },
  "import.run": { table: "import", key: "importId" },
  "import.undo": { table: "import_undo", key: "importId" },
  "features.precompute": { table: "feature_run", key: "featureRunId" },
  "lead.score": null,
  "push.send": null,
  "lead.refold": null,
  "lead.enrich": null,
  "webhook.deliver": null,
  "mail.send": null,
  "sample.remove": null,
};

/** Ends a job that failed for good; doing it twice changes nothing. */
export async function giveUp(
  platform: { readonly db: Database; readonly log: Logger },
  job: JobName,
  payload: { readonly orgId: string } & Readonly<Record<string, string>>,
  jobId: string,
  error?: unknown,
): Promise<void> {
  const sentence =
    error instanceof ServiceError
      ? error.message
      : "This stopped because of a fault of ours; it is in the log. Please try again.";
  const mark = marks[job];
  if (job === "import.run") await scoreWhatIsIn(platform.db, payload.orgId, payload.importId);
  await platform.db.withOrgSql(payload.orgId, async (sql) => {
    if (mark) {
      await sql.query(
        `update ${mark.table} set status = 'failed', error = $3, finished_at = now()
          where org_id = $1 and id = $2 and status in ('queued', 'running')`,
        [payload.orgId, payload[mark.key], sentence],
      );
    }
    await sql.query(
      "update outbox set finished_at = now() where org_id = $1 and id = $2 and finished_at is null",
      [payload.orgId, jobId],
    );
  });
}

/** The rows that an import committed before it failed are leads like any other. */
async function scoreWhatIsIn(db: Database, orgId: string, importId: string | undefined): Promise<void> {
  if (importId === undefined) return;
  await db.withOrg(orgId, async (tx) => {
    const stored = { OR: [{ rowsCreated: { gt: 0 } }, { rowsUpdated: { gt: 0 } }] };
    const left = await tx.import.count({ where: { orgId, id: importId, status: "running", ...stored } });
    if (left > 0) await promiseScoring(tx, { orgId });
  });
}
