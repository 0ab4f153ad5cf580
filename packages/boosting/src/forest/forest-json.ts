import { type FeatureSpec, maxLevels } from "../dataset.ts";
import { ForestFormatError } from "../errors.ts";
import {
  depthLimit,
  type Forest,
  makeForest,
  type NodeRecord,
  setWordsLimit,
  tableOf,
  treesOf,
} from "./forest.ts";

const format = "leadlift-forest";
const version = 1;

/** A plain value for JSON.stringify; `forestFromJson` gives back the same forest, bit for bit. */
export function forestToJson(forest: Forest): unknown {
  return { ...headToJson(forest), trees: treesToJson(treesOf(forest)) };
}

/** All but the trees. */
export function headToJson({ objective, baseScore, features }: Forest): Record<string, unknown> {
  return { format, version, objective, baseScore, features: features.map((feature) => ({ ...feature })) };
}

export function treesToJson(trees: readonly NodeRecord[][]): unknown {
  return trees.map((nodes) => nodes.map(nodeToJson));
}

/** Leaves are `{ value, cover }`; inner nodes test x ≤ threshold, or x in codes, for `left`. */
function nodeToJson(node: NodeRecord): unknown {
  const { feature, threshold, missingLeft, left, right, value, cover, gain, codes } = node;
  if (feature < 0) return { value, cover };
  const shape = { feature, left, right, cover, gain };
  if (codes) return { ...shape, codes };
  return { ...shape, threshold: Number.isFinite(threshold) ? threshold : String(threshold), missingLeft };
}

/**
 * Reads what `forestToJson` wrote; keys it does not know are passed over. Whatever passes predicts finite margins for
 * any row, and has covers that fit explanations. Work is linear in the nodes and codes; memory too, but for at most 256 MiB of sets of codes.
 *
 * @throws ForestFormatError on anything else; `path` says where.
 */
export function forestFromJson(json: unknown): Forest {
  const root = asObject(json, "forest");
  if (root.format !== format || root.version !== version) {
    fail("forest.format", `not a ${format} of version ${version}`);
  }
  const { objective } = root;
  if (objective !== "logistic" && objective !== "squared")
    fail("forest.objective", "not logistic or squared");
  const features = readList(root.features, "forest.features", readFeature);
  const trees = readList(root.trees, "forest.trees", (tree, path) => readTree(tree, features, path));
  const baseScore = asFinite(root.baseScore, "forest.baseScore");
  checkSets(trees);
  const forest = makeForest(tableOf(trees), { objective, baseScore, features });
  checkMargins(forest, trees);
  return forest;
}

function readFeature(json: unknown, path: string): FeatureSpec {
  const { name, kind, levels } = asObject(json, path);
  if (typeof name !== "string") fail(`${path}.name`, "not a string");
  if (kind === "numeric") return { name, kind };
  if (kind !== "categorical") fail(`${path}.kind`, "not numeric or categorical");
  return { name, kind, levels: asInteger(levels, 1, maxLevels, `${path}.levels`) };
}

function readTree(json: unknown, features: FeatureSpec[], path: string): NodeRecord[] {
  const nodes = readList(json, path, (node, at, index, size) => readNode(node, index, size, features, at));
  checkShape(nodes, path);
  checkCovers(nodes, path);
  return nodes;
}

function readNode(
  json: unknown,
  index: number,
  size: number,
  features: FeatureSpec[],
  path: string,
): NodeRecord {
  const node = asObject(json, path);
  const cover = asFinite(node.cover, `${path}.cover`);
  if (cover <= 0) fail(`${path}.cover`, "not above 0");
  const leaf = { threshold: NaN, missingLeft: false, codes: null, cover };
  if (node.feature === undefined) {
    return {
      ...leaf,
      feature: -1,
      left: -1,
      right: -1,
      value: asFinite(node.value, `${path}.value`),
      gain: 0,
    };
  }
  const feature = asInteger(node.feature, 0, features.length - 1, `${path}.feature`);
  const inner = {
    ...leaf,
    feature,
    left: asInteger(node.left, index + 1, size - 1, `${path}.left`),
    right: asInteger(node.right, index + 1, size - 1, `${path}.right`),
    value: 0,
    gain: asFinite(node.gain, `${path}.gain`),
  };
  const { kind, levels } = features[feature];
  if (kind === "categorical") return { ...inner, codes: readCodes(node.codes, levels ?? 0, `${path}.codes`) };
  if (typeof node.missingLeft !== "boolean") fail(`${path}.missingLeft`, "not true or false");
  return {
    ...inner,
    threshold: readThreshold(node.threshold, `${path}.threshold`),
    missingLeft: node.missingLeft,
  };
}

function readCodes(json: unknown, levels: number, path: string): number[] {
  const codes = readList(json, path, (code, at) => asInteger(code, 0, levels - 1, at));
  if (codes.some((code, i) => i > 0 && code <= codes[i - 1])) fail(path, "not ascending");
  return codes;
}

function readThreshold(json: unknown, path: string): number {
  if (json === "Infinity" || json === "-Infinity") return Number(json);
  const threshold = asFinite(json, path);
  if (Math.fround(threshold) !== threshold) fail(path, "not a float32");
  return threshold;
}

/** Children come after their parents, so a tree is one in which every node but the root has one parent. */
function checkShape(nodes: NodeRecord[], path: string): void {
  const depth = new Int32Array(nodes.length).fill(-1);
  depth[0] = 0;
  nodes.forEach(({ feature, left, right }, i) => {
    if (depth[i] < 0) fail(`${path}[${i}]`, "not reached from the root");
    if (depth[i] > depthLimit) fail(`${path}[${i}]`, `deeper than ${depthLimit}`);
    if (feature < 0) return;
    for (const child of [left, right]) {
      if (depth[child] >= 0) fail(`${path}[${i}]`, `shares node ${child} with another`);
      depth[child] = depth[i] + 1;
    }
  });
}

/** Explanations weigh a node's branches by cover; the shares must make a whole. */
function checkCovers(nodes: NodeRecord[], path: string): void {
  nodes.forEach(({ feature, left, right, cover }, i) => {
    if (feature >= 0 && cover !== nodes[left].cover + nodes[right].cover) {
      fail(`${path}[${i}].cover`, "not the sum of its children's");
    }
  });
}

function checkSets(trees: NodeRecord[][]): void {
  let words = 0;
  trees.forEach((nodes, t) => {
    for (const { codes } of nodes) if (codes) words += (codes[codes.length - 1] >>> 5) + 1;
    if (words > setWordsLimit) fail(`forest.trees[${t}]`, "too large: codes too many and too high");
  });
}

function checkMargins(forest: Forest, trees: NodeRecord[][]): void {
  let reach = Math.abs(forest.baseScore);
  for (const nodes of trees) reach += nodes.reduce((most, { value }) => Math.max(most, Math.abs(value)), 0);
  if (!Number.isFinite(reach) || !Number.isFinite(forest.expectedMargin)) {
    fail("forest.trees", "a sum of values or covers past the range of numbers");
  }
}

/** Reads each item; stops at the first that does not fit, also when most of a list's length is holes. */
function readList<T>(
  json: unknown,
  path: string,
  readItem: (item: unknown, path: string, index: number, size: number) => T,
): T[] {
  if (!Array.isArray(json)) fail(path, "not a list");
  if (json.length === 0) fail(path, "empty");
  const items: T[] = [];
  for (let i = 0; i < json.length; i++) items.push(readItem(json[i], `${path}[${i}]`, i, json.length));
  return items;
}

function asObject(json: unknown, path: string): Partial<Record<string, unknown>> {
  if (typeof json !== "object" || json === null || Array.isArray(json)) fail(path, "not an object");
  return { ...json };
}

function asFinite(json: unknown, path: string): number {
  if (typeof json !== "number" || !Number.isFinite(json)) fail(path, "not a finite number");
  return json;
}

function asInteger(json: unknown, low: number, high: number, path: string): number {
  const value = asFinite(json, path);
  if (!Number.isInteger(value) || value < low || value > high)
    fail(path, `not a whole number from ${low} to ${high}`);
  return value;
}

function fail(path: string, problem: string): never {
  throw new ForestFormatError(path, `${path} is ${problem}.`);
}
