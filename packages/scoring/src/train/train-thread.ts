import { parentPort, workerData } from "node:worker_threads";
import { type Artefact, trainModel } from "./train-model.ts";
import { type RefusalCode, TrainingRefused } from "./training-refused.ts";
import type { TrainingOptions, TrainingProgress, TrainingTable } from "./training-table.ts";

export interface ThreadWork {
  table: TrainingTable;
  options: Omit<TrainingOptions, "signal" | "onProgress">;
}

export type ThreadMessage =
  | { kind: "progress"; progress: TrainingProgress }
  | { kind: "done"; artefact: Artefact }
  | { kind: "refused"; code: RefusalCode; sentence: string }
  | { kind: "failed"; error: unknown };

const { table, options }: ThreadWork = workerData;
const post = (message: ThreadMessage, transfer: ArrayBuffer[] = []): void => {
  parentPort?.postMessage(message, transfer);
};

try {
  const artefact = await trainModel(table, {
    ...options,
    onProgress: (progress) => post({ kind: "progress", progress }),
  });
  const onnx = artefact.onnx.slice();
  post({ kind: "done", artefact: { ...artefact, onnx } }, [onnx.buffer]);
} catch (error) {
  if (error instanceof TrainingRefused) post({ kind: "refused", code: error.code, sentence: error.sentence });
  else post({ kind: "failed", error });
}
