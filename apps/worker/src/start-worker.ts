import { startConsentSweeper } from "@leadlift/services/consent/sweep";
import { startAnswerSweeper } from "@leadlift/services/enrichment/sweep";
import type { Environment } from "@leadlift/services/environment";
import { startFeatureKeeper } from "@leadlift/services/feature/keep-fresh";
import { startRepeatSweeper } from "@leadlift/services/idempotency/sweep";
import { startInboxSweeper } from "@leadlift/services/inbox/sweep";
import { openQueueBackend } from "@leadlift/services/jobs/backend";
import { queueSource } from "@leadlift/services/jobs/queue";
import { startReconciler } from "@leadlift/services/jobs/reconcile";
import { startRelay } from "@leadlift/services/jobs/relay";
import type { JobHandlers } from "@leadlift/services/jobs/run";
import { startWork } from "@leadlift/services/jobs/work";
import type { Logger } from "@leadlift/services/log";
import { startNotifier } from "@leadlift/services/notification/sweep";
import { startTraitFiller } from "@leadlift/services/person/fill-traits";
import { openPlatform } from "@leadlift/services/platform";
import { startDayCounter } from "@leadlift/services/quality/count-days";
import { startReceiptSweeper } from "@leadlift/services/receipt/sweep-receipts";
import { startFileSweeper } from "@leadlift/services/retention/sweep-files";
import { startVisitorSweeper } from "@leadlift/services/retention/sweep-visitors";
import { startWebhookSweeper } from "@leadlift/services/webhook/sweep";
import { handlers as allHandlers } from "./handlers/index.ts";

export interface RunningWorker {
  readonly log: Logger;
  /** Takes no more jobs, puts long ones back, lets go of the database; safe to call twice. */
  close(): Promise<void>;
}

export async function startWorker(
  env: Environment,
  handlers: JobHandlers = allHandlers,
): Promise<RunningWorker> {
  const closers: (() => Promise<void>)[] = [];
  let closing: Promise<void> | undefined;
  const close = () => {
    closing ??= closeAll(closers);
    return closing;
  };
  try {
    const platform = await openPlatform(env, "worker", { poolSize: 8 });
    closers.push(() => platform.close());
    const backend = await openQueueBackend(queueSource(env, platform.db), platform.log);
    closers.push(() => backend.close());
    const relay = await startRelay(platform.db, backend, platform.log);
    closers.push(() => relay.close());
    const reconciler = startReconciler(platform, backend);
    closers.push(() => reconciler.close());
    const sweeper = startFileSweeper(platform);
    closers.push(() => sweeper.close());
    const answers = startAnswerSweeper(platform);
    closers.push(() => answers.close());
    const consents = startConsentSweeper(platform);
    closers.push(() => consents.close());
    const visitors = startVisitorSweeper(platform);
    closers.push(() => visitors.close());
    const repeats = startRepeatSweeper(platform);
    closers.push(() => repeats.close());
    const inbox = startInboxSweeper(platform);
    closers.push(() => inbox.close());
    const receipts = startReceiptSweeper(platform);
    closers.push(() => receipts.close());
    const days = startDayCounter(platform);
    closers.push(() => days.close());
    const keeper = startFeatureKeeper(platform);
    closers.push(() => keeper.close());
    const filler = startTraitFiller(platform);
    closers.push(() => filler.close());
    const notifier = startNotifier(platform);
    closers.push(() => notifier.close());
    const webhooks = startWebhookSweeper(platform);
    closers.push(() => webhooks.close());
    const work = startWork(platform, backend, handlers);
    closers.push(() => work.close());
    platform.log.info("Worker started");
    return { log: platform.log, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Last opened, first closed; one that fails does not keep the others open. */
async function closeAll(closers: (() => Promise<void>)[]): Promise<void> {
  for (let closer = closers.pop(); closer; closer = closers.pop()) {
    await closer().catch(() => {
      process.exitCode = 1;
    });
  }
}
