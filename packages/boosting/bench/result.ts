import type { Accuracy } from "./accuracy.ts";
import type { ExplanationTime } from "./explanation.ts";
import type { Memory } from "./memory.ts";
import type { Peer } from "./peer.ts";
import type { PredictionRate } from "./prediction.ts";
import type { QualityRow } from "./quality.ts";
import type { Speed } from "./speed.ts";

/** What was measured; null for parts that were not asked for. */
export interface BenchResult {
  machine: string;
  peer: Peer | null;
  rows: number;
  features: number;
  repetitions: number;
  speed: { threads1: Speed; threads2: Speed } | null;
  accuracy: { ours: Accuracy; peer: Accuracy | null } | null;
  memory: Memory | null;
  explanation: ExplanationTime | null;
  prediction: PredictionRate | null;
  /** null when not asked for; empty where the data are not at hand */
  quality: QualityRow[] | null;
}

/** The object that `--json` ends with: first the keys that others read, then everything else. */
export function asJson(result: BenchResult): object {
  const { speed, accuracy, memory, explanation, prediction, quality, ...circumstances } = result;
  return {
    threads1: speed && threadsOf(speed.threads1),
    threads2: speed && threadsOf(speed.threads2),
    aucOurs: accuracy?.ours.auc ?? null,
    aucPeer: accuracy?.peer?.auc ?? null,
    rssRatio: memory?.ratio ?? null,
    shapMsPerRow: explanation?.single ?? null,
    predictRowsPerSecond: prediction,
    quality,
    ...circumstances,
    details: { speed, accuracy, memory, explanation },
  };
}

function threadsOf({ ours, peer, ratio }: Speed) {
  return { oursSeconds: ours.seconds, peerSeconds: peer?.[peer.faster].seconds ?? null, ratio };
}
