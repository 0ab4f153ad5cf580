import { setTimeout as wait } from "node:timers/promises";
import type { Context } from "../context.ts";
import { type TrainingClaim, type TrainingProgress, writeProgress } from "./claim-run.ts";

const betweenWritesMs = 250;

export interface ProgressReporter {
  /** Remembers the latest; written at most four times a second. */
  report(progress: TrainingProgress): void;
  /** Resolves when what was reported has been written; later reports are dropped. */
  finish(): Promise<void>;
}

/** `onLost` is called once when another delivery has taken the run. Rejections of the database end the reporting. */
export function reportProgress(ctx: Context, claim: TrainingClaim, onLost: () => void): ProgressReporter {
  const finished = new AbortController();
  let latest: TrainingProgress | null = null;
  let writing: Promise<void> | null = null;

  async function write(): Promise<void> {
    while (latest) {
      const next = latest;
      latest = null;
      if (!(await writeProgress(ctx, claim, next))) {
        finished.abort();
        onLost();
        return;
      }
      await pause(finished.signal);
    }
  }

  return {
    report(progress) {
      if (finished.signal.aborted) return;
      latest = { ...latest, ...progress };
      writing ??= write()
        .catch((error) => ctx.log.warn("Progress of a training run could not be written", { error }))
        .finally(() => {
          writing = null;
        });
    },
    async finish() {
      finished.abort();
      await writing;
    },
  };
}

async function pause(signal: AbortSignal): Promise<void> {
  await wait(betweenWritesMs, undefined, { signal }).catch(() => undefined);
}
