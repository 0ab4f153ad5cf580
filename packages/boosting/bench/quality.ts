import type { FeatureKind } from "../src/dataset.ts";
import { sampleIndices, seededRandom } from "../src/train/random.ts";
import { type Accuracy, accuracyOf } from "./accuracy.ts";
import type { Contender } from "./contender.ts";
import { watched } from "./disturbance.ts";
import { type Parameters, parameters } from "./parameters.ts";
import type { RealData } from "./real-data.ts";
import type { Contenders } from "./speed.ts";
import { mean, median, standardError } from "./statistics.ts";
import { rowsOf, type Table } from "./table.ts";
import { writeTable } from "./table-files.ts";

export interface Side extends Accuracy {
  seconds: number;
  /** cores that other programs kept busy during the training */
  othersCores: number;
}

/** Means over the seeds; seconds are medians. Differences are ours − the peer's on the same rows. */
export interface QualityRow {
  data: string;
  rows: number;
  features: number;
  ours: Side;
  /** ours with categories as they are, not spread over 0/1 columns; null where the data have none */
  native: Side | null;
  peer: Side | null;
  aucDifference: number | null;
  logLossDifference: number | null;
  /** standard errors of the two differences, over the seeds */
  aucError: number | null;
  logLossError: number | null;
  timeRatio: number | null;
}

export const seeds = [1, 2, 3, 4, 5];
export const tolerance = 0.002;

/** Sampling, so that seeds matter; the rest as in the timing. */
export const qualityParameters: Parameters = { ...parameters, subsample: 0.8, colsample: 0.8 };

/** Trains on 70 % of the rows and measures on the rest, split anew for each seed, the same for all. */
export async function measureQuality(
  { ours, peer }: Contenders,
  data: RealData,
  folder: string,
  threads: number,
): Promise<QualityRow> {
  const sides = { ours: [] as Side[], native: [] as Side[], peer: [] as Side[] };
  for (const seed of seeds) {
    const split = splitRows(data.oneHot.rows, seed);
    const settings = { ...qualityParameters, seed };
    const oneHot = await loadSplit([ours, peer], data.oneHot, split, folder);
    const measure = (contender: Contender, labels: Float32Array) =>
      trainAndMeasure(contender, { parameters: settings, threads }, labels, folder);
    sides.ours.push(await measure(ours, oneHot));
    if (peer) sides.peer.push(await measure(peer, oneHot));
    if (data.coded) {
      const coded = await loadSplit([ours], data.coded.table, split, folder, data.coded.kinds);
      sides.native.push(await measure(ours, coded));
    }
  }
  return rowOf(data, sides);
}

function rowOf(data: RealData, sides: Record<"ours" | "native" | "peer", Side[]>): QualityRow {
  const differences = (metric: keyof Accuracy): number[] =>
    sides.peer.map((side, at) => sides.ours[at][metric] - side[metric]);
  const [aucs, losses] = [differences("auc"), differences("logLoss")];
  const ours = summary(sides.ours);
  const peer = sides.peer.length > 0 ? summary(sides.peer) : null;
  return {
    data: data.name,
    rows: data.oneHot.rows,
    features: data.oneHot.features.length,
    ours,
    native: sides.native.length > 0 ? summary(sides.native) : null,
    peer,
    aucDifference: peer && mean(aucs),
    logLossDifference: peer && mean(losses),
    aucError: peer && standardError(aucs),
    logLossError: peer && standardError(losses),
    timeRatio: peer && ours.seconds / peer.seconds,
  };
}

function summary(sides: readonly Side[]): Side {
  return {
    auc: mean(sides.map((side) => side.auc)),
    logLoss: mean(sides.map((side) => side.logLoss)),
    seconds: median(sides.map((side) => side.seconds)),
    othersCores: mean(sides.map((side) => side.othersCores)),
  };
}

interface Split {
  train: Uint32Array;
  test: Uint32Array;
}

function splitRows(rows: number, seed: number): Split {
  const train = sampleIndices(rows, 0.7, seededRandom(seed));
  const chosen = new Set(train);
  return { train, test: Uint32Array.from({ length: rows }, (_, r) => r).filter((r) => !chosen.has(r)) };
}

/** Loads the split as "real-train" and "real-test", and returns the labels of the latter. */
async function loadSplit(
  contenders: (Contender | null)[],
  table: Table,
  split: Split,
  folder: string,
  kinds?: FeatureKind[],
): Promise<Float32Array> {
  const test = rowsOf(table, split.test);
  const files = {
    train: writeTable(folder, "real-train", rowsOf(table, split.train), kinds),
    test: writeTable(folder, "real-test", test, kinds),
  };
  for (const contender of contenders) {
    await contender?.load("real-train", files.train);
    await contender?.load("real-test", files.test);
  }
  return test.labels;
}

async function trainAndMeasure(
  contender: Contender,
  settings: { parameters: Parameters; threads: number },
  labels: Float32Array,
  folder: string,
): Promise<Side> {
  const request = { data: "real-train", keep: "real", ...settings };
  const { seconds, othersCores } = await watched(() => contender.train(request));
  return {
    seconds,
    othersCores,
    ...(await accuracyOf(contender, { model: "real", data: "real-test", labels }, folder)),
  };
}
