import { InferenceSession, Tensor } from "onnxruntime-node";
import { graphNames } from "./scoring-graph.ts";

export interface GraphAnswers {
  margins: Float64Array;
  probabilities: Float64Array;
}

/** One core, so that a score on the event loop never waits for threads to wake. */
export function openSession(onnx: Uint8Array): Promise<InferenceSession> {
  return InferenceSession.create(onnx, {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    executionMode: "sequential",
    // Refusals are ours to word; the runtime would print its own.
    logSeverityLevel: 4,
  });
}

/** Runs vectors of equal width in one batch. */
export async function runGraph(
  session: InferenceSession,
  vectors: readonly Float32Array[],
): Promise<GraphAnswers> {
  const width = vectors[0]?.length ?? 0;
  const values = new Float64Array(vectors.length * width);
  vectors.forEach((vector, i) => {
    values.set(vector, i * width);
  });
  const answers = await session.run({
    [graphNames.features]: new Tensor("float64", values, [vectors.length, width]),
  });
  return {
    margins: doublesOf(answers[graphNames.margin]),
    probabilities: doublesOf(answers[graphNames.probability]),
  };
}

function doublesOf(tensor: InferenceSession.OnnxValueMapType[string] | undefined): Float64Array {
  if (!(tensor?.data instanceof Float64Array)) throw new TypeError("The graph does not answer in doubles.");
  return tensor.data;
}
