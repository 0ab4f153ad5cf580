import { parameters } from "./parameters.ts";
import type { Contenders } from "./speed.ts";
import { median } from "./statistics.ts";

/** Milliseconds a row for exact SHAP values of 300 trees of depth 6, on one core. */
export interface ExplanationTime {
  /** `explain`, one row a call */
  single: number;
  /** `explainAll`, all rows in one call */
  batch: number;
  /** XGBoost's `pred_contribs`, all rows in one call; null without XGBoost */
  peer: number | null;
}

const explainedRows = 500;

/** Explains the first rows of the table "test" by turns; the first turn warms up. */
export async function measureExplanation(
  { ours, peer }: Contenders,
  repetitions: number,
): Promise<ExplanationTime> {
  const request = {
    data: "train",
    parameters: { ...parameters, rounds: 300 },
    threads: 2,
    keep: "explained",
  };
  await ours.train(request);
  await peer?.train(request);
  const seconds = { single: [] as number[], batch: [] as number[], peer: [] as number[] };
  for (let repetition = 0; repetition <= repetitions; repetition++) {
    seconds.single.push(await ours.explainSeconds("explained", "test", explainedRows));
    seconds.batch.push(await ours.explainAllSeconds("explained", "test", explainedRows));
    if (peer) seconds.peer.push(await peer.explainAllSeconds("explained", "test", explainedRows));
  }
  const milliseconds = ([, ...timed]: number[]): number => (median(timed) / explainedRows) * 1000;
  return {
    single: milliseconds(seconds.single),
    batch: milliseconds(seconds.batch),
    peer: peer && milliseconds(seconds.peer),
  };
}
