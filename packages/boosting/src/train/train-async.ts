import { setImmediate } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { checkDataset, type Dataset } from "../dataset.ts";
import { TrainingError } from "../errors.ts";
import { sharedColumn } from "./shared-column.ts";
import { type Metric, type RoundMetrics, resolveOptions, type TrainOptions } from "./train-options.ts";
import type { TrainResult } from "./trainer.ts";
import type { LabelledData, TrainingInput } from "./training-input.ts";

/** What the training thread is started with: the caller's input less what cannot be sent to another thread. */
export interface TrainingStart {
  input: TrainingInput;
  question: MetricQuestion | null;
}

/** How the training thread has a metric of the caller's computed: it fills `margins` and sleeps until `answered`. */
export interface MetricQuestion {
  margins: Float64Array;
  value: Float64Array;
  answered: Int32Array;
  higherIsBetter: boolean;
}

export type TrainingMessage =
  | { kind: "round"; round: number; total: number; metrics: RoundMetrics }
  | { kind: "metric" }
  | { kind: "trained"; result: TrainResult }
  | { kind: "refused"; argument: string; message: string };

/** Bytes copied before others get a turn. */
const copyBudget = 2 ** 23;

/**
 * `train` on threads of its own: the caller's event loop stays free, `onRound` and a metric of the caller's are
 * called there, and aborting `options.signal` ends it at once. The forest is the same, bit for bit. Columns in a
 * SharedArrayBuffer are read where they are; no array may change before the promise settles.
 *
 * @throws TrainingError as `train` does; whatever `onRound` or the metric throws ends the training with that.
 */
export async function trainAsync(
  data: Dataset,
  labels: Float32Array,
  options: TrainOptions = {},
  validation?: LabelledData,
): Promise<TrainResult> {
  resolveOptions(options, data.features);
  checkDataset(data, "data");
  if (validation) checkDataset(validation.data, "validation.data");
  const { signal, onRound, ...plain } = options;
  const input: TrainingInput = {
    data: await inSharedMemory(data),
    labels,
    options: plain,
    validation: validation && { ...validation, data: await inSharedMemory(validation.data) },
  };
  const metric = customMetric(options);
  const question = metric && validation ? questionOf(metric, validation) : null;
  if (plain.earlyStopping && metric)
    input.options = { ...plain, earlyStopping: { rounds: plain.earlyStopping.rounds } };
  const start: TrainingStart = { input, question };

  if (signal?.aborted) throw aborted(signal);
  return new Promise((resolve, reject) => {
    // Compiled, because Node runs no TypeScript in worker threads.
    const script = new URL("../../dist/train/training-worker.js", import.meta.url);
    const worker = new Worker(script, { workerData: start, execArgv: [] });
    let over = false;
    const settle = (end: () => void): void => {
      over = true;
      signal?.removeEventListener("abort", abort);
      end();
      void worker.terminate();
    };
    const abort = (): void => {
      if (signal) settle(() => reject(aborted(signal)));
    };
    signal?.addEventListener("abort", abort);
    worker.on("error", (error) => settle(() => reject(error)));
    worker.on("exit", () => settle(() => reject(new Error("The training thread ended without a result."))));
    worker.on("message", (message: TrainingMessage) => {
      // Those sent before the thread ended still arrive.
      if (over) return;
      try {
        if (message.kind === "round") onRound?.(message.round, message.total, message.metrics);
        else if (message.kind === "trained") settle(() => resolve(message.result));
        else if (message.kind === "refused") {
          settle(() => reject(new TrainingError(message.argument, message.message)));
        } else if (metric && question && validation) answer(question, metric, validation);
      } catch (error) {
        settle(() => reject(error));
      }
    });
  });
}

function aborted(signal: AbortSignal): TrainingError {
  return new TrainingError("options.signal", "Training was aborted.", { cause: signal.reason });
}

function customMetric({ earlyStopping }: TrainOptions): Metric | null {
  return typeof earlyStopping?.metric === "object" ? earlyStopping.metric : null;
}

function questionOf({ higherIsBetter }: Metric, { data }: LabelledData): MetricQuestion {
  return {
    margins: new Float64Array(new SharedArrayBuffer(8 * data.rows)),
    value: new Float64Array(new SharedArrayBuffer(8)),
    answered: new Int32Array(new SharedArrayBuffer(4)),
    higherIsBetter: higherIsBetter ?? false,
  };
}

function answer(question: MetricQuestion, metric: Metric, { labels, weights }: LabelledData): void {
  question.value[0] = metric.of(question.margins, labels, weights);
  Atomics.add(question.answered, 0, 1);
  Atomics.notify(question.answered, 0);
}

/** The data where every thread can read them, copied a few columns at a time. */
async function inSharedMemory(data: Dataset): Promise<Dataset> {
  const columns: Float32Array[] = [];
  let copied = 0;
  for (const column of data.columns) {
    const shared = sharedColumn(column);
    columns.push(shared);
    if (shared !== column) copied += column.byteLength;
    if (copied >= copyBudget) {
      copied = 0;
      await setImmediate();
    }
  }
  return { ...data, columns };
}
