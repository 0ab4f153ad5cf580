import { createHash } from "node:crypto";
import { type Forest, forestFromJson, predictMargin } from "@leadlift/boosting";
import type { InferenceSession } from "onnxruntime-node";
import { encodeRecord } from "../features/encode-record.ts";
import { featuresOf } from "../features/feature-schema.ts";
import { openSession, runGraph } from "../onnx/run-graph.ts";
import { type Manifest, manifestFormat, manifestSchema } from "./manifest.ts";
import { ModelRejected } from "./model-rejected.ts";
import { ScoringModel } from "./scoring-model.ts";

/** What answers may differ by from those in the manifest: another processor may round the last bits differently. */
const tolerance = 1e-9;

/**
 * Opens a model for scoring. It is accepted only when the ONNX file has the manifest's SHA-256 and graph, explainer
 * and encoder all give the golden answers. Throws ModelRejected otherwise.
 */
export async function openModel(onnx: Uint8Array, manifest: unknown): Promise<ScoringModel> {
  const checked = readManifest(manifest);
  if (createHash("sha256").update(onnx).digest("hex") !== checked.sha256) {
    throw new ModelRejected(
      "WRONG_DIGEST",
      "The model file is not the one its manifest describes: its SHA-256 differs.",
    );
  }
  const forest = readExplainer(checked);
  const session = await openChecked(onnx);
  try {
    await checkAnswers(session, forest, checked);
  } catch (error) {
    await session.release();
    throw error;
  }
  return new ScoringModel(checked, forest, session);
}

function readManifest(manifest: unknown): Manifest {
  const result = manifestSchema.safeParse(manifest);
  if (result.success) return result.data;
  const format =
    typeof manifest === "object" && manifest !== null && "format" in manifest ? manifest.format : null;
  if (typeof format === "number" && format > manifestFormat) {
    throw new ModelRejected(
      "NEWER_FORMAT",
      `The model was made by a newer version: its format is ${format}, this one reads ${manifestFormat}.`,
    );
  }
  const [issue] = result.error.issues;
  throw new ModelRejected(
    "BAD_MANIFEST",
    `The model's manifest is damaged at ${issue?.path.join(".") || "its root"}.`,
    { cause: result.error },
  );
}

function readExplainer({ explainer, schema, known }: Manifest): Forest {
  let forest: Forest;
  try {
    forest = forestFromJson(explainer);
  } catch (error) {
    throw new ModelRejected("BAD_MANIFEST", "The manifest's explainer cannot be read.", { cause: error });
  }
  const features = featuresOf(schema);
  const same =
    features.length === forest.features.length &&
    features.every(({ name, kind, levels }, f) => {
      const own = forest.features[f];
      return own.name === name && own.kind === kind && own.levels === levels;
    });
  if (!same || known.weights.length !== schema.columns.length) {
    throw new ModelRejected(
      "WRONG_SHAPE",
      "The manifest's features are not those of its explainer, in their order.",
    );
  }
  return forest;
}

async function openChecked(onnx: Uint8Array): Promise<InferenceSession> {
  try {
    return await openSession(onnx);
  } catch (error) {
    throw new ModelRejected("NOT_A_MODEL", "The model file is not an ONNX model that can be run.", {
      cause: error,
    });
  }
}

async function checkAnswers(session: InferenceSession, forest: Forest, manifest: Manifest): Promise<void> {
  const { cases } = manifest.golden;
  const asOf = new Date(manifest.golden.asOf);
  const vectors = cases.map(({ record }) => encodeRecord(manifest.schema, record, asOf));
  let answers: Awaited<ReturnType<typeof runGraph>>;
  try {
    answers = await runGraph(session, vectors);
  } catch (error) {
    throw new ModelRejected("WRONG_SHAPE", "The model file does not take the manifest's features.", {
      cause: error,
    });
  }
  cases.forEach(({ vector, margin, probability }, i) => {
    const right =
      sameVector(vectors[i], vector) &&
      near(answers.margins[i], margin) &&
      near(answers.probabilities[i], probability) &&
      near(predictMargin(forest, vectors[i]), margin);
    if (!right) {
      throw new ModelRejected(
        "WRONG_ANSWERS",
        `The model does not give the answers its manifest promises (golden case ${i + 1} of ${cases.length}).`,
      );
    }
  });
  if (!near(forest.expectedMargin, manifest.expectedMargin)) {
    throw new ModelRejected("WRONG_ANSWERS", "The manifest's expected margin is not its explainer's.");
  }
}

function near(value: number | undefined, expected: number): boolean {
  return value !== undefined && Math.abs(value - expected) <= tolerance;
}

function sameVector(vector: Float32Array, expected: readonly (number | null)[]): boolean {
  return (
    vector.length === expected.length &&
    expected.every((x, f) => Object.is(Math.fround(x ?? Number.NaN) + 0, vector[f] + 0))
  );
}
