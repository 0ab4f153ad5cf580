import type { Forest } from "../forest/forest.ts";
import { forestMetadata } from "./forest-metadata.ts";
import { OnnxGraph } from "./onnx-graph.ts";
import { doubles } from "./onnx-tensor.ts";
import { ensembleOf } from "./tree-ensemble.ts";

/**
 * A standalone model: input "features" double [N, F]; output "margin" double [N, 1], and "probability" if logistic.
 * Its metadata carry what the graph has no place for, so that `forestFromOnnx` gives back the same forest.
 */
export function forestToOnnx(forest: Forest): Uint8Array {
  const graph = new OnnxGraph("forest");
  graph.addInput("features", "double", ["N", forest.features.length]);
  addTreeEnsemble(graph, forest, { input: "features", output: "margin" });
  graph.addOutput("margin", "double", ["N", 1]);
  if (forest.objective === "logistic") {
    graph.addNode({ op: "Sigmoid", inputs: ["margin"], outputs: ["probability"] });
    graph.addOutput("probability", "double", ["N", 1]);
  }
  for (const [key, value] of forestMetadata(forest)) graph.setMetadata(key, value);
  return graph.toBytes();
}

/**
 * Appends the forest to a graph being built. `names.input` is a double [N, F] of float32 values in feature order,
 * NaN for missing; `names.output` becomes the double [N, 1] margin, base score included, within rounding of
 * `predictMargin`.
 */
export function addTreeEnsemble(
  graph: OnnxGraph,
  forest: Forest,
  names: { input: string; output: string },
): void {
  graph.setOpset("ai.onnx.ml", 5);
  const sum = graph.freshName(names.output);
  const base = graph.freshName(names.output);
  addTrees(graph, forest, addCodeGuard(graph, forest, names), sum);
  graph.addInitializer(base, doubles([forest.baseScore], [1, 1]));
  graph.addNode({ op: "Add", inputs: [sum, base], outputs: [names.output] });
}

/**
 * Turns whatever is not a code of a categorical column into NaN; runtimes truncate or overflow it when they test
 * membership. Returns the name of the cleaned input.
 */
function addCodeGuard(graph: OnnxGraph, forest: Forest, names: { input: string; output: string }): string {
  const { features } = forest;
  if (features.every(({ kind }) => kind === "numeric")) return names.input;
  const name = (): string => graph.freshName(`${names.output}/codes`);
  const [numeric, lowest, levels, missing] = [name(), name(), name(), name()];
  graph.addInitializer(numeric, {
    element: "bool",
    dims: [1, features.length],
    values: features.map(({ kind }) => Number(kind === "numeric")),
  });
  graph.addInitializer(lowest, doubles([0], []));
  graph.addInitializer(
    levels,
    doubles(
      features.map((feature) => feature.levels ?? 0),
      [1, features.length],
    ),
  );
  graph.addInitializer(missing, doubles([NaN], []));
  const apply = (op: string, ...inputs: string[]): string => {
    const output = name();
    graph.addNode({ op, inputs, outputs: [output] });
    return output;
  };
  const whole = apply("Equal", apply("Floor", names.input), names.input);
  const inRange = apply(
    "And",
    apply("GreaterOrEqual", names.input, lowest),
    apply("Less", names.input, levels),
  );
  const valid = apply("Or", apply("And", whole, inRange), numeric);
  return apply("Where", valid, names.input, missing);
}

function addTrees(graph: OnnxGraph, forest: Forest, input: string, output: string): void {
  const ensemble = ensembleOf(forest);
  graph.addNode({
    op: "TreeEnsemble",
    domain: "ai.onnx.ml",
    inputs: [input],
    outputs: [output],
    attributes: {
      aggregate_function: { int: 1 },
      post_transform: { int: 0 },
      n_targets: { int: 1 },
      tree_roots: { ints: ensemble.roots },
      nodes_featureids: { ints: ensemble.features },
      nodes_modes: { tensor: { element: "uint8", dims: [ensemble.modes.length], values: ensemble.modes } },
      nodes_splits: { tensor: doubles(ensemble.splits) },
      nodes_missing_value_tracks_true: { ints: ensemble.missingTrue },
      nodes_truenodeids: { ints: ensemble.trueIds },
      nodes_trueleafs: { ints: ensemble.trueLeaves },
      nodes_falsenodeids: { ints: ensemble.falseIds },
      nodes_falseleafs: { ints: ensemble.falseLeaves },
      leaf_targetids: { ints: ensemble.leafValues.map(() => 0) },
      leaf_weights: { tensor: doubles(ensemble.leafValues) },
      ...(ensemble.members.length > 0 && { membership_values: { tensor: doubles(ensemble.members) } }),
    },
  });
}
