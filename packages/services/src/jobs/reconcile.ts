import type { Database } from "@leadlift/db/connect";
import type { Logger } from "../log.ts";
import { repeat } from "../repeat.ts";
import type { QueueBackend } from "./backend.ts";
import { isJobName } from "./catalogue.ts";
import { giveUp } from "./give-up.ts";
import { parsePayload } from "./run.ts";

const page = 200;
const everyMs = 60_000;
const overdueMinutes = 3;

interface Unfinished {
  org_id: string;
  id: string;
  job: string;
  payload: unknown;
}

interface Reconciling {
  readonly db: Database;
  readonly log: Logger;
}

/** Every minute, repairs what a lost queue left behind. */
export function startReconciler(platform: Reconciling, backend: QueueBackend): { close(): Promise<void> } {
  return repeat(
    everyMs,
    () => reconcile(platform, backend, overdueMinutes),
    (error) => platform.log.warn("Jobs could not be reconciled", { error }),
  );
}

/**
 * Looks at every job published more than `minutes` ago and not finished: one that the queue lost is published again,
 * one that failed there is given up, one that waits or runs is left alone.
 */
export async function reconcile(
  platform: Reconciling,
  backend: QueueBackend,
  minutes: number,
): Promise<{ republished: number; givenUp: number }> {
  const { db, log } = platform;
  const count = { republished: 0, givenUp: 0 };
  let after = "00000000-0000-0000-0000-000000000000";
  for (;;) {
    const { rows: unfinished } = await db.withSystem("reconcile jobs", (sql) =>
      sql.query<Unfinished>(
        `select org_id, id, job, payload from outbox
          where finished_at is null and published_at < now() - make_interval(mins => $1) and id > $2
          order by id limit ${page}`,
        [minutes, after],
      ),
    );
    for (const row of unfinished) {
      const { org_id: orgId, id, job } = row;
      after = id;
      if (!isJobName(job)) continue;
      const state = await backend.stateOf(job, id);
      if (state === "missing") {
        await db.withSystem("reconcile jobs", (sql) =>
          sql.query(
            "update outbox set published_at = null where org_id = $1 and id = $2 and finished_at is null",
            [orgId, id],
          ),
        );
        count.republished++;
        log.warn("A job was missing from the queue and is published again", { orgId, job, jobId: id });
      } else if (state === "failed") {
        await giveUp(platform, job, parsePayload(job, row.payload) ?? { orgId }, id);
        count.givenUp++;
      }
    }
    if (unfinished.length < page) return count;
  }
}
