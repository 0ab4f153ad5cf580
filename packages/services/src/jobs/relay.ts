import type { Database } from "@leadlift/db/connect";
import type { Logger } from "../log.ts";
import type { QueueBackend } from "./backend.ts";
import { isJobName, jobCatalogue, jobNames } from "./catalogue.ts";

const batch = 100;
const pollMs = 2_000;

interface Promised {
  org_id: string;
  id: string;
  job: string;
  payload: unknown;
}

export interface Relay {
  close(): Promise<void>;
}

/** Publishes promised jobs as they commit: told by a notification, and by looking every two seconds. */
export async function startRelay(db: Database, backend: QueueBackend, log: Logger): Promise<Relay> {
  let closing = false;
  let wake: (() => void) | undefined;
  let woken = false;
  const nudge = () => {
    woken = true;
    wake?.();
  };
  const unlisten = await db.listen("leadlift_outbox", nudge);

  const loop = async () => {
    let healthy = true;
    while (!closing) {
      woken = false;
      try {
        while (!closing && (await relayBatch(db, backend)) === batch);
        if (!healthy) log.info("Jobs are being published again");
        healthy = true;
      } catch (error) {
        if (healthy) log.warn("Jobs cannot be published at the moment", { error });
        healthy = false;
        woken = false;
      }
      if (closing || woken) continue;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, pollMs);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  };
  const running = loop();
  return {
    async close() {
      closing = true;
      wake?.();
      await running;
      await unlisten();
    },
  };
}

/**
 * Claims up to a hundred promised jobs, publishes them and marks them so; returns how many.
 * A failure leaves them for the next time. Two relays never claim the same row at once, and should a mark be lost,
 * the repeated publication is ignored by the queue or done again by a handler that finds its work done.
 */
export function relayBatch(db: Database, backend: QueueBackend): Promise<number> {
  return db.withSystem("relay outbox", async (sql) => {
    const { rows: promised } = await sql.query<Promised>(
      `select org_id, id, job, payload from outbox
        where published_at is null and job = any($1)
        order by id limit ${batch} for update skip locked`,
      [jobNames],
    );
    await Promise.all(promised.map((row) => publish(backend, row)));
    if (promised.length > 0) {
      await sql.query(
        `update outbox set published_at = now(), attempts = attempts + 1
          where (org_id, id) in (select * from unnest($1::uuid[], $2::uuid[]))`,
        [promised.map((row) => row.org_id), promised.map((row) => row.id)],
      );
    }
    return promised.length;
  });
}

async function publish(backend: QueueBackend, { id, job, payload }: Promised): Promise<void> {
  if (!isJobName(job)) return;
  const { attempts, backoffMs } = jobCatalogue[job];
  await backend.add({ id, job, data: payload, attempts, backoffMs });
}
