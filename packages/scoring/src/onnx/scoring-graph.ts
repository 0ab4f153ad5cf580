import { addTreeEnsemble, doubles, type Forest, OnnxGraph } from "@leadlift/boosting";
import type { Calibration } from "../calibration.ts";

/** Names of the graph's input and outputs. */
export const graphNames = { features: "features", margin: "margin", probability: "probability" } as const;

/**
 * The whole model as one ONNX graph: "features" double [N, F] of float32 values in feature order, NaN for missing,
 * to "margin" and "probability", double [N, 1] each.
 */
export function scoringGraph(forest: Forest, calibration: Calibration): Uint8Array {
  const graph = new OnnxGraph("leadlift");
  graph.addInput(graphNames.features, "double", ["N", forest.features.length]);
  addTreeEnsemble(graph, forest, { input: graphNames.features, output: graphNames.margin });
  graph.addNode({
    op: "Sigmoid",
    inputs: [addCalibration(graph, calibration, graphNames.margin)],
    outputs: [graphNames.probability],
  });
  graph.addOutput(graphNames.margin, "double", ["N", 1]);
  graph.addOutput(graphNames.probability, "double", ["N", 1]);
  return graph.toBytes();
}

/** Appends the calibration's nodes and returns the name of the calibrated log-odds. */
export function addCalibration(graph: OnnxGraph, calibration: Calibration, margin: string): string {
  const apply = (op: string, ...inputs: string[]): string => {
    const output = graph.freshName("calibration");
    graph.addNode({ op, inputs, outputs: [output] });
    return output;
  };
  const constant = (value: number): string => {
    const name = graph.freshName("calibration");
    graph.addInitializer(name, doubles([value], []));
    return name;
  };
  const scaled = (factor: number, name: string): string => apply("Mul", name, constant(factor));
  // ONNX Runtime has no Softplus in double: max(x, 0) + ln(1 + e^−|x|).
  const softplus = (name: string): string => {
    const decay = apply("Exp", apply("Neg", apply("Abs", name)));
    return apply("Add", apply("Relu", name), apply("Log", apply("Add", decay, constant(1))));
  };
  if (calibration.kind === "platt") {
    return apply("Add", scaled(calibration.a, margin), constant(calibration.b));
  }
  const rise = scaled(calibration.b, softplus(margin));
  const fall = scaled(calibration.a, softplus(apply("Neg", margin)));
  return apply("Add", apply("Sub", rise, fall), constant(calibration.c));
}
