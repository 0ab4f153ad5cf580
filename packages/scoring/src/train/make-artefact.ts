import { createHash } from "node:crypto";
import { forestToJson } from "@leadlift/boosting";
import { env } from "onnxruntime-node";
import { featureNames, featureSetVersion } from "../features/catalogue.ts";
import { encodersOf } from "../features/encode-record.ts";
import { featuresOf } from "../features/feature-schema.ts";
import type { RawValue } from "../features/raw-value.ts";
import { type ColumnEvidence, countEvidence } from "../model/evidence.ts";
import { isKnownOfAll, knownFloor, knownShare } from "../model/known-share.ts";
import { type Manifest, manifestFormat } from "../model/manifest.ts";
import { openSession, runGraph } from "../onnx/run-graph.ts";
import { scoringGraph } from "../onnx/scoring-graph.ts";
import { answersSeen } from "./answers-seen.ts";
import { type EncodedRows, rowOf } from "./encoded-rows.ts";
import type { Evaluation } from "./evaluate.ts";
import { goldenAsOf, goldenRecords } from "./golden-cases.ts";
import type { Learnt } from "./learn.ts";
import type { Split } from "./split.ts";
import type { TrainingOptions } from "./training-table.ts";

/** Writes what was learnt as an ONNX graph and the manifest that vouches for it. */
export async function makeArtefact(
  learnt: Learnt,
  evaluation: Evaluation,
  columns: Readonly<Record<string, readonly RawValue[]>>,
  split: Split,
  { target }: TrainingOptions,
): Promise<{ onnx: Uint8Array; manifest: Manifest }> {
  const { schema, forest, calibration, parameters, train, seed } = learnt;
  const onnx = scoringGraph(forest, calibration);
  const { auc, prAuc, brier, ece, precisionAt20, liftAt10, liftAt20 } = evaluation;
  const manifest: Manifest = {
    format: manifestFormat,
    sha256: createHash("sha256").update(onnx).digest("hex"),
    target: {
      name: target.name,
      positive: target.positive ?? null,
      horizonDays: target.horizonDays ?? null,
    },
    schema,
    ...(schema.columns.some(({ name }) => featureNames.includes(name))
      ? { features: { setVersion: featureSetVersion } }
      : {}),
    base: train.labels.reduce((sum, y) => sum + y, 0) / train.labels.length,
    calibration,
    expectedMargin: forest.expectedMargin,
    known: knowledge(learnt),
    answers: answersSeen(schema, columns, split.train),
    evidence: evidenceSeen(learnt),
    golden: await goldenAnswers(onnx, learnt, columns, split),
    metrics: { auc, prAuc, brier, ece, precisionAt20, liftAt10, liftAt20 },
    explainer: forestToJson(forest),
    training: {
      rows: split.train.length + split.test.length,
      trainRows: split.train.length,
      digest: digestOf(train),
      seed,
      parameters,
    },
    versions: { onnxruntime: env.versions.node ?? env.versions.common },
  };
  return { onnx, manifest };
}

function knowledge({ schema, train, weights }: Learnt): Manifest["known"] {
  const telling = weights.map((weight, column) => (isKnownOfAll(schema.columns[column].name) ? 0 : weight));
  const all = telling.reduce((sum, weight) => sum + weight, 0);
  const shares = Array.from(telling, (weight) => (all > 0 ? weight / all : 0));
  const encoders = encodersOf(schema);
  const known = Float64Array.from({ length: train.data.rows }, (_, row) =>
    knownShare(rowOf(train, row), encoders, shares),
  );
  return { floor: knownFloor(known), weights: shares };
}

function evidenceSeen({ schema, train }: Learnt): Record<string, ColumnEvidence> {
  const features = featuresOf(schema);
  return Object.fromEntries(
    schema.columns.flatMap((column, at) => {
      const values = train.data.columns[features.findIndex((feature) => feature.column === at)];
      const counted = values && countEvidence(column, values, train.labels);
      return counted ? [[column.name, counted]] : [];
    }),
  );
}

async function goldenAnswers(
  onnx: Uint8Array,
  { schema, seed }: Learnt,
  columns: Readonly<Record<string, readonly RawValue[]>>,
  split: Split,
): Promise<Manifest["golden"]> {
  const records = goldenRecords(schema, columns, split.train, seed);
  const session = await openSession(onnx);
  try {
    const { margins, probabilities } = await runGraph(
      session,
      records.map(({ vector }) => vector),
    );
    const cases = records.map(({ record, vector }, i) => ({
      record,
      vector: Array.from(vector, (x) => (Number.isNaN(x) ? null : x)),
      margin: margins[i],
      probability: probabilities[i],
    }));
    return { asOf: goldenAsOf, cases };
  } finally {
    await session.release();
  }
}

/** Of the encoded training rows, column by column, then their labels. */
function digestOf({ data, labels }: EncodedRows): string {
  const hash = createHash("sha256");
  for (const column of data.columns)
    hash.update(new Uint8Array(column.buffer, column.byteOffset, column.byteLength));
  return hash.update(labels).digest("hex");
}
