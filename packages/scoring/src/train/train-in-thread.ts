import { Worker } from "node:worker_threads";
import type { Artefact } from "./train-model.ts";
import type { ThreadMessage, ThreadWork } from "./train-thread.ts";
import { TrainingRefused } from "./training-refused.ts";
import type { TrainingOptions, TrainingTable } from "./training-table.ts";

/**
 * `trainModel` in a worker thread; the caller keeps its table. Aborting stops the thread at once. Works from the
 * built package only: Node 20 runs no TypeScript in threads.
 */
export function trainModelInThread(table: TrainingTable, options: TrainingOptions): Promise<Artefact> {
  const { signal, onProgress, ...rest } = options;
  const labels = table.labels.slice();
  const work: ThreadWork = { table: { ...table, labels }, options: rest };
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const worker = new Worker(new URL("./train-thread.js", import.meta.url), {
      workerData: work,
      transferList: [labels.buffer],
    });
    const end = (settle: () => void): void => {
      signal?.removeEventListener("abort", abort);
      void worker.terminate();
      settle();
    };
    const abort = (): void => end(() => reject(signal?.reason));
    signal?.addEventListener("abort", abort, { once: true });
    worker.on("message", (message: ThreadMessage) => {
      if (message.kind === "progress") onProgress?.(message.progress);
      else end(() => settle(message, resolve, reject));
    });
    worker.once("error", (error) => end(() => reject(error)));
    worker.once("exit", (code) =>
      end(() => reject(new Error(`The training thread ended early with code ${code}.`))),
    );
  });
}

function settle(
  message: Exclude<ThreadMessage, { kind: "progress" }>,
  resolve: (artefact: Artefact) => void,
  reject: (reason: unknown) => void,
): void {
  if (message.kind === "done") resolve(message.artefact);
  else if (message.kind === "refused") reject(new TrainingRefused(message.code, message.sentence));
  else reject(message.error);
}
