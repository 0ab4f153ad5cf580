import { codesOf, type Forest } from "./forest.ts";
import { doubles, OnnxGraph } from "./onnx-graph.ts";

/** `nodes_modes` of ai.onnx.ml TreeEnsemble, version 5. */
const modes = { lessOrEqual: 0, member: 6 } as const;

/** A standalone model: input "features" double [N, F]; output "margin" double [N, 1], and "probability" if logistic. */
export function forestToOnnx(forest: Forest): Uint8Array {
  const graph = new OnnxGraph("forest");
  graph.addInput("features", "double", ["N", forest.features.length]);
  addTreeEnsemble(graph, forest, { input: "features", output: "margin" });
  graph.addOutput("margin", "double", ["N", 1]);
  if (forest.objective === "logistic") {
    graph.addNode({ op: "Sigmoid", inputs: ["margin"], outputs: ["probability"] });
    graph.addOutput("probability", "double", ["N", 1]);
  }
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
  const inner = new EnsembleAttributes(forest);
  graph.addNode({
    op: "TreeEnsemble",
    domain: "ai.onnx.ml",
    inputs: [input],
    outputs: [output],
    attributes: {
      aggregate_function: { int: 1 },
      post_transform: { int: 0 },
      n_targets: { int: 1 },
      tree_roots: { ints: inner.roots },
      nodes_featureids: { ints: inner.features },
      nodes_modes: { tensor: { element: "uint8", dims: [inner.modes.length], values: inner.modes } },
      nodes_splits: { tensor: doubles(inner.splits) },
      nodes_missing_value_tracks_true: { ints: inner.missingTrue },
      nodes_truenodeids: { ints: inner.trueIds },
      nodes_trueleafs: { ints: inner.trueLeaves },
      nodes_falsenodeids: { ints: inner.falseIds },
      nodes_falseleafs: { ints: inner.falseLeaves },
      leaf_targetids: { ints: inner.leafValues.map(() => 0) },
      leaf_weights: { tensor: doubles(inner.leafValues) },
      ...(inner.members.length > 0 && { membership_values: { tensor: doubles(inner.members) } }),
    },
  });
}

/** The forest in the operator's layout: inner nodes and leaves numbered apart, "left" as the true branch. */
class EnsembleAttributes {
  readonly roots: number[] = [];
  readonly features: number[] = [];
  readonly modes: number[] = [];
  readonly splits: number[] = [];
  readonly missingTrue: number[] = [];
  readonly trueIds: number[] = [];
  readonly trueLeaves: number[] = [];
  readonly falseIds: number[] = [];
  readonly falseLeaves: number[] = [];
  readonly leafValues: number[] = [];
  /** The codes of each member node in the order of the nodes, each list ended by NaN. */
  readonly members: number[] = [];
  readonly #forest: Forest;

  constructor(forest: Forest) {
    this.#forest = forest;
    for (const root of forest.roots) {
      this.roots.push(this.features.length);
      if (forest.feature[root] < 0) this.#addLoneLeaf(root);
      else this.#addInner(root);
    }
  }

  /** A tree needs an inner node: one whose two branches are the same leaf. */
  #addLoneLeaf(node: number): void {
    const leaf = this.#addLeaf(node);
    this.#addTest(0, modes.lessOrEqual, 0, 0);
    this.trueIds.push(leaf);
    this.trueLeaves.push(1);
    this.falseIds.push(leaf);
    this.falseLeaves.push(1);
  }

  #addInner(node: number): number {
    const { feature, threshold, missingLeft, left, right } = this.#forest;
    const codes = codesOf(this.#forest, node);
    if (codes) {
      this.members.push(...codes, NaN);
      this.#addTest(feature[node], modes.member, 0, 0);
    } else {
      this.#addTest(feature[node], modes.lessOrEqual, threshold[node], missingLeft[node]);
    }
    const index = this.features.length - 1;
    this.#addChild(left[node], index, this.trueIds, this.trueLeaves);
    this.#addChild(right[node], index, this.falseIds, this.falseLeaves);
    return index;
  }

  #addChild(child: number, index: number, ids: number[], leaves: number[]): void {
    const isLeaf = this.#forest.feature[child] < 0;
    leaves[index] = isLeaf ? 1 : 0;
    ids[index] = isLeaf ? this.#addLeaf(child) : this.#addInner(child);
  }

  #addTest(feature: number, mode: number, split: number, missingTrue: number): void {
    this.features.push(feature);
    this.modes.push(mode);
    this.splits.push(split);
    this.missingTrue.push(missingTrue);
  }

  #addLeaf(node: number): number {
    return this.leafValues.push(this.#forest.value[node]) - 1;
  }
}
