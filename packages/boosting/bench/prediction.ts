import { parameters } from "./parameters.ts";
import type { Contenders } from "./speed.ts";
import { median } from "./statistics.ts";

/** Rows a second on one core, with the forest that is timed in training. */
export interface PredictionRate {
  forest: number;
  onnx: number;
  /** `inplace_predict`; null without XGBoost */
  peer: number | null;
}

/** Rows ONNX Runtime is given at a time. */
export const onnxBatch = 1000;

/** Margins of the table "test", by turns; the first turn warms up. */
export async function measurePrediction(
  { ours, peer }: Contenders,
  rows: number,
  repetitions: number,
): Promise<PredictionRate> {
  const request = { data: "train", parameters, threads: 2, keep: "model" };
  await ours.train(request);
  await peer?.train(request);
  const seconds = { forest: [] as number[], onnx: [] as number[], peer: [] as number[] };
  for (let repetition = 0; repetition <= repetitions; repetition++) {
    seconds.forest.push(await ours.predictSeconds("model", "test"));
    seconds.onnx.push(await ours.predictOnnxSeconds("model", "test", onnxBatch));
    if (peer) seconds.peer.push(await peer.predictSeconds("model", "test"));
  }
  const rate = ([, ...timed]: number[]): number => rows / median(timed);
  return { forest: rate(seconds.forest), onnx: rate(seconds.onnx), peer: peer && rate(seconds.peer) };
}
