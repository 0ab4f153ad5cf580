import { join } from "node:path";
import { auc, logLoss } from "../src/train/metrics.ts";
import type { Contender } from "./contender.ts";

/** How well a model ranks, and how far its probabilities are off, on rows it has not seen. */
export interface Accuracy {
  auc: number;
  logLoss: number;
}

/** Of a kept model on a loaded table, whose labels are given. The margins come by way of a file in `folder`. */
export async function accuracyOf(
  contender: Contender,
  { model, data, labels }: { model: string; data: string; labels: Float32Array },
  folder: string,
): Promise<Accuracy> {
  const margins = await contender.margins(model, data, join(folder, "margins.f64"));
  return { auc: auc(margins, labels), logLoss: logLoss(margins, labels) };
}
