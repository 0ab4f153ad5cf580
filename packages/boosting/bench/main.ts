import { cpus } from "node:os";
import { accuracyOf } from "./accuracy.ts";
import { Contender } from "./contender.ts";
import { measureExplanation } from "./explanation.ts";
import { measureMemory } from "./memory.ts";
import { type BenchOptions, readOptions, usage } from "./options.ts";
import { parameters } from "./parameters.ts";
import { findPeer, howToGetPeer, type Peer } from "./peer.ts";
import { measurePrediction } from "./prediction.ts";
import { measureQuality, type QualityRow, qualityParameters, seeds } from "./quality.ts";
import { readRealData } from "./real-data.ts";
import { recipe, syntheticRows } from "./recipe.ts";
import { report } from "./report.ts";
import { asJson, type BenchResult } from "./result.ts";
import { type Contenders, measureSpeed } from "./speed.ts";
import { withFolder, writeTable } from "./table-files.ts";

const testRows = 50_000;

function progress(text: string): void {
  process.stderr.write(`${text} …\n`);
}

async function measure(options: BenchOptions, peer: Peer | null, folder: string): Promise<BenchResult> {
  progress("making the rows");
  const { features, ...train } = syntheticRows(options.rows, 1);
  const test = syntheticRows(testRows, 2);
  const trainFiles = writeTable(folder, "train", { features, ...train });
  const testFiles = writeTable(folder, "test", test);
  const result: BenchResult = {
    machine: `${cpus()[0]?.model ?? "unknown"} × ${cpus().length}, Node ${process.version}`,
    peer,
    rows: options.rows,
    features: features.length,
    repetitions: options.repetitions,
    speed: null,
    accuracy: null,
    memory: null,
    explanation: null,
    prediction: null,
    quality: null,
  };
  const { parts, repetitions } = options;

  // First, while nothing else of ours is in memory.
  if (parts.has("memory")) {
    progress("measuring memory");
    result.memory = await measureMemory(trainFiles, peer);
  }
  const contenders: Contenders = { ours: Contender.ours(), peer: peer && Contender.peer(peer) };
  const both = [contenders.ours, ...(contenders.peer ? [contenders.peer] : [])];
  try {
    for (const contender of both) {
      await contender.load("train", trainFiles);
      await contender.load("test", testFiles);
    }
    if (parts.has("speed")) {
      result.speed = {
        threads1: await measureSpeed(contenders, 1, repetitions, progress),
        threads2: await measureSpeed(contenders, 2, repetitions, progress),
      };
      const of = (contender: Contender) =>
        accuracyOf(contender, { model: "model", data: "test", labels: test.labels }, folder);
      result.accuracy = {
        ours: await of(contenders.ours),
        peer: contenders.peer && (await of(contenders.peer)),
      };
    }
    if (parts.has("predict")) {
      progress("predicting");
      result.prediction = await measurePrediction(contenders, testRows, repetitions);
    }
    if (parts.has("explain")) {
      progress("explaining");
      result.explanation = await measureExplanation(contenders, repetitions);
    }
    if (parts.has("quality")) result.quality = await qualityOn(options.data, contenders, folder);
  } finally {
    for (const contender of both) contender.close();
  }
  return result;
}

async function qualityOn(from: string, contenders: Contenders, folder: string): Promise<QualityRow[]> {
  const sets = readRealData(from);
  if (sets.length === 0) {
    process.stderr.write(`There are no data sets in ${from}: the comparison on real data is skipped.\n`);
  }
  const rows = [];
  for (const data of sets) {
    progress(`training on ${data.name}`);
    rows.push(await measureQuality(contenders, data, folder, 2));
  }
  return rows;
}

function introduction({ rows, repetitions, parts }: BenchOptions, peer: Peer | null): string {
  const sentences = [
    peer ? `Peer: XGBoost ${peer.version} (${peer.python}), tree_method hist.` : howToGetPeer,
    `${rows} rows to train, ${testRows} to test. ${recipe}`,
    `Parameters of both: ${JSON.stringify(parameters)}.`,
    `Timed: from float32 values in memory to the trained model, in one lasting process a library, by turns; the first call of each is left out; medians of ${repetitions}. XGBoost's time is that of its faster matrix.`,
  ];
  if (parts.has("quality")) {
    const { subsample, colsample } = qualityParameters;
    sentences.push(
      `Real data: the same parameters but ${JSON.stringify({ subsample, colsample })}, with the seeds ${seeds.join(", ")}, each with a split of its own into 70 % to train and 30 % to test, two threads; means, and differences with their standard errors.`,
    );
  }
  return `${sentences.join("\n")}\n\n`;
}

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  const peer = findPeer();
  process.stdout.write(introduction(options, peer));
  const result = await withFolder((folder) => measure(options, peer, folder));
  process.stdout.write(report(result));
  if (options.json) process.stdout.write(`${JSON.stringify(asJson(result))}\n`);
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n${usage}\n`);
  process.exitCode = 1;
}
