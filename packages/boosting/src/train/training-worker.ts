import { parentPort, workerData } from "node:worker_threads";
import { TrainingError } from "../errors.ts";
import type { MetricQuestion, TrainingMessage, TrainingStart } from "./train-async.ts";
import type { Metric } from "./train-options.ts";
import { runTraining, type TrainResult } from "./trainer.ts";

const { input, question } = workerData as TrainingStart;

try {
  if (question && input.options.earlyStopping) input.options.earlyStopping.metric = askCaller(question);
  const result = runTraining(input, {
    aborted: () => false,
    onRound: (round, total, metrics) => tell({ kind: "round", round, total, metrics }),
  });
  parentPort?.postMessage({ kind: "trained", result }, buffersOf(result));
} catch (error) {
  if (!(error instanceof TrainingError)) throw error;
  tell({ kind: "refused", argument: error.argument, message: error.message });
}

function tell(message: TrainingMessage): void {
  parentPort?.postMessage(message);
}

function askCaller({ margins, value, answered, higherIsBetter }: MetricQuestion): Metric {
  const of = (now: Float64Array): number => {
    margins.set(now);
    const before = Atomics.load(answered, 0);
    tell({ kind: "metric" });
    Atomics.wait(answered, 0, before);
    return value[0];
  };
  return { of, higherIsBetter };
}

/** The forest's arrays are handed over, not copied. */
function buffersOf({ forest }: TrainResult): ArrayBuffer[] {
  return Object.values(forest).flatMap((part) =>
    ArrayBuffer.isView(part) && part.buffer instanceof ArrayBuffer ? [part.buffer] : [],
  );
}
