import { ForestFormatError } from "../errors.ts";
import type { Forest, NodeRecord } from "../forest/forest.ts";
import { forestFromJson, treesToJson } from "../forest/forest-json.ts";
import { type ForestNotes, readMetadata } from "./forest-metadata.ts";
import { forestToOnnx } from "./forest-onnx.ts";
import { readOnnx } from "./onnx-reader.ts";
import { modes, type TreeEnsemble } from "./tree-ensemble.ts";

/** A tree's inner nodes start at `first` of the ensemble's; it has `size` nodes in all. */
interface Span {
  first: number;
  size: number;
}

/**
 * Reads what `forestToOnnx` wrote and gives back the same forest, bit for bit. A file is taken only if writing the
 * forest again gives every byte of it, so that no part of the graph can differ from what was read; models of other
 * makers, and `addTreeEnsemble` in larger graphs, are refused. To keep a forest over versions of this package, use
 * JSON. Work and memory are linear in the bytes, but for the sets of codes (see `forestFromJson`).
 *
 * @throws ForestFormatError on anything else; `path` says where.
 */
export function forestFromOnnx(bytes: Uint8Array): Forest {
  const { ensemble, metadata } = readOnnx(bytes);
  const notes = readMetadata(metadata);
  const forest = forestFromJson({
    ...(typeof notes.head === "object" && notes.head),
    trees: treesToJson(treesOf(ensemble, notes)),
  });
  if (Buffer.compare(forestToOnnx(forest), bytes) !== 0) {
    fail("model", "other than forestToOnnx writes the forest in it");
  }
  return forest;
}

/** The nodes as they are found, in the forest's order; `forestFromJson` judges them. */
function treesOf(ensemble: TreeEnsemble, notes: ForestNotes): NodeRecord[][] {
  const spans = spansOf(ensemble);
  checkLengths(ensemble, notes, spans);
  const positions = positionsOf(ensemble, notes, spans);
  const nextCodes = codesReader(ensemble.members);
  let [node, leaf, gain] = [0, 0, 0];
  return spans.map(({ first, size }) => {
    let inner = first;
    const nodes = Array.from({ length: size }, () => {
      if (isLeaf(notes, node++)) return leafRecord(ensemble.leafValues[leaf], notes.cover[leaf++]);
      return { ...innerRecord(ensemble, inner++, positions, nextCodes), gain: notes.gain[gain++] };
    });
    addCovers(nodes);
    return nodes;
  });
}

/** Children come after their parents; where they do not, the sum is of no account. */
function addCovers(nodes: NodeRecord[]): void {
  for (let i = nodes.length - 1; i >= 0; i--) {
    const { feature, left, right } = nodes[i];
    if (feature >= 0) nodes[i].cover = (nodes[left]?.cover ?? NaN) + (nodes[right]?.cover ?? NaN);
  }
}

/** Ascending roots and sizes within the lists, so that walking all spans is linear. */
function spansOf({ roots, features, ...branches }: TreeEnsemble): Span[] {
  return roots.map((first, t) => {
    const end = t + 1 < roots.length ? roots[t + 1] : features.length;
    if ((t === 0 && first !== 0) || first >= end || end > features.length) {
      fail("model.tree_roots", "not ascending from 0 within the nodes");
    }
    const { trueIds, trueLeaves, falseIds, falseLeaves } = branches;
    // Both branches of a lone leaf's stand-in are that leaf.
    const alone = trueLeaves[first] === 1 && falseLeaves[first] === 1 && trueIds[first] === falseIds[first];
    return { first, size: alone ? 1 : 2 * (end - first) + 1 };
  });
}

function checkLengths(ensemble: TreeEnsemble, notes: ForestNotes, spans: Span[]): void {
  const nodes = spans.reduce((sum, { size }) => sum + size, 0);
  const lengths: [string, number, number][] = [
    ["model.nodes_modes", ensemble.modes.length, ensemble.features.length],
    ["model.nodes_splits", ensemble.splits.length, ensemble.features.length],
    ["model.leaf_weights", ensemble.leafValues.length, (nodes + spans.length) / 2],
    ["model.metadata.leadlift.leaves", notes.leaves.length, Math.ceil(nodes / 8)],
    ["model.metadata.leadlift.cover", notes.cover.length, (nodes + spans.length) / 2],
    ["model.metadata.leadlift.gain", notes.gain.length, (nodes - spans.length) / 2],
  ];
  for (const [path, length, expected] of lengths) {
    if (length !== expected) fail(path, `a list of ${length}; the trees need ${expected}`);
  }
}

/** Places in their trees of inner nodes and leaves, by id. */
function positionsOf(
  ensemble: TreeEnsemble,
  notes: ForestNotes,
  spans: Span[],
): { inner: Int32Array; leaf: Int32Array } {
  const positions = {
    inner: new Int32Array(ensemble.features.length),
    leaf: new Int32Array(ensemble.leafValues.length),
  };
  let [node, leaf] = [0, 0];
  for (const { first, size } of spans) {
    let inner = first;
    for (let position = 0; position < size; position++) {
      if (isLeaf(notes, node++)) positions.leaf[leaf++] = position;
      else positions.inner[inner++] = position;
    }
  }
  return positions;
}

function isLeaf({ leaves }: ForestNotes, node: number): boolean {
  return ((leaves[node >>> 3] >>> (node & 7)) & 1) === 1;
}

function leafRecord(value: number, cover: number): NodeRecord {
  return {
    feature: -1,
    threshold: NaN,
    missingLeft: false,
    left: -1,
    right: -1,
    value,
    cover,
    gain: 0,
    codes: null,
  };
}

function innerRecord(
  ensemble: TreeEnsemble,
  id: number,
  positions: { inner: Int32Array; leaf: Int32Array },
  nextCodes: () => number[],
): Omit<NodeRecord, "gain"> {
  const mode = ensemble.modes[id];
  if (mode !== modes.lessOrEqual && mode !== modes.member) fail("model.nodes_modes", "other than 0 and 6");
  // An id that does not exist gives undefined here, which no check of a child lets pass.
  const child = (ids: number[], leaves: number[]): number =>
    (leaves[id] === 1 ? positions.leaf : positions.inner)[ids[id]];
  return {
    feature: ensemble.features[id],
    threshold: ensemble.splits[id],
    missingLeft: ensemble.missingTrue[id] === 1,
    left: child(ensemble.trueIds, ensemble.trueLeaves),
    right: child(ensemble.falseIds, ensemble.falseLeaves),
    value: 0,
    cover: 0,
    codes: mode === modes.member ? nextCodes() : null,
  };
}

/** Gives one list of codes a call; NaN ends each. */
function codesReader(members: number[]): () => number[] {
  let next = 0;
  return () => {
    const codes: number[] = [];
    while (next < members.length && !Number.isNaN(members[next])) codes.push(members[next++]);
    next++;
    return codes;
  };
}

function fail(path: string, problem: string): never {
  throw new ForestFormatError(path, `${path} is ${problem}.`);
}
