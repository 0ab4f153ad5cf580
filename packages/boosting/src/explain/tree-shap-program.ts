import { ForestFormatError } from "../errors.ts";
import type { Forest } from "../forest/forest.ts";
import { gaussLegendre } from "./quadrature.ts";
import { type PathTable, pathTable } from "./tree-shap-paths.ts";
import { planTree, type TreePlan } from "./tree-shap-plan.ts";

/** Trees that need equally many pairs of quadrature points, one after another. */
export interface ProgramGroup {
  pairs: number;
  count: number;
  /** Address of the first tree. */
  trees: number;
  /** Address of t ÷ (1 − t) of each point. */
  points: number;
  /** What the credits of each point count: weight ÷ (1 − t); 0 for a point that only fills a pair. */
  weights: Float64Array;
}

/** A forest as assembly/shap/explain.ts reads it. Addresses and sizes are bytes of its memory. */
export interface ShapProgram {
  /** To be put at `imageStart`. Slots of nodes are before it, from `slotStart`. */
  image: Uint8Array;
  imageStart: number;
  groups: ProgramGroup[];
  /** Address of the constants of a split whose feature the row has left further up. */
  dead: number;
  /** Size of a row's values: two float32 a feature, then one for each categorical split of a tree. */
  valueBytes: number;
  /** Size of a row's credits: float64 [feature][point]. */
  creditBytes: number;
}

/** Low addresses stay empty, so that no node's is 0. */
export const slotStart = 64;

const headerSize = 32;
const codeSize = 16;
const leafSize = 16;
const slotSize = (pairs: number): number => 16 + 32 * pairs;
const splitSize = (again: boolean, pairs: number): number => (again ? 64 + 16 * pairs : 40);
const endSize = (again: boolean, pairs: number): number => (again ? 72 + 16 * pairs : 48);
const constantsSize = (pairs: number): number => 32 + 16 * pairs;
/** Points, then for each number of distinct features up to 4 · pairs, powers and scaled powers. */
const rulesSize = (pairs: number): number => 16 * pairs * (1 + 2 * (4 * pairs + 1));

export function align(bytes: number): number {
  return Math.ceil(bytes / 16) * 16;
}

/** Throws ForestFormatError when a tree's covers are too far apart to multiply their ratios. */
export function shapProgram(forest: Forest): ShapProgram {
  checkCovers(forest);
  const paths = pathTable(forest);
  const plans = new Map<number, TreePlan[]>();
  let slotBytes = 0;
  let codes = 0;
  let size = align(forest.sets.byteLength);
  for (const root of forest.roots) {
    const plan = planTree(forest, paths, root);
    if (!plan) continue;
    const pairs = Math.ceil(plan.distinct / 4);
    const group = plans.get(pairs);
    if (group) group.push(plan);
    else plans.set(pairs, [plan]);
    slotBytes = Math.max(slotBytes, plan.slots.length * slotSize(pairs));
    codes = Math.max(codes, plan.codes.length);
    size += treeSize(plan, pairs);
  }
  const most = Math.max(0, ...plans.keys());
  for (const pairs of plans.keys()) size += rulesSize(pairs);
  const imageStart = slotStart + align(slotBytes);
  const writer = new ProgramWriter(forest, paths, imageStart, size + constantsSize(most));
  const dead = writer.writeDead(most);
  writer.writeSets();
  const groups = Array.from(plans, ([pairs, group]) => writer.writeGroup(pairs, group));
  return {
    image: writer.image,
    imageStart,
    groups,
    dead,
    valueBytes: align(forest.features.length * 8 + codes * 4),
    creditBytes: forest.features.length * most * 16,
  };
}

/** Factors are ratios of covers, and up to 64 of them are multiplied with powers of t down to 1e-200. */
function checkCovers({ cover, roots }: Forest): void {
  roots.forEach((root, tree) => {
    const end = tree + 1 < roots.length ? roots[tree + 1] : cover.length;
    for (let node = root; node < end; node++) {
      const ratio = cover[node] / cover[root];
      if (!(ratio > 1e-60 && ratio < 1e60)) {
        throw new ForestFormatError(
          `trees[${tree}][${node - root}].cover`,
          "A tree whose covers are more than 1e60 apart cannot be explained.",
        );
      }
    }
  });
}

function treeSize(plan: TreePlan, pairs: number): number {
  let size = headerSize + align(plan.runs.length * 4);
  size += plan.codes.length * codeSize + plan.loneLeaves.length * leafSize;
  plan.runs.forEach((run, i) => {
    size += run.length * splitSize(i % 2 === 1, pairs);
  });
  return align(
    size + plan.firstEnds.length * endSize(false, pairs) + plan.againEnds.length * endSize(true, pairs),
  );
}

class ProgramWriter {
  readonly image: Uint8Array;
  readonly #forest: Forest;
  readonly #paths: PathTable;
  readonly #start: number;
  readonly #u32: Uint32Array;
  readonly #f32: Float32Array;
  readonly #f64: Float64Array;
  /** Address of each node's slot. */
  readonly #slots: Uint32Array;
  /** Offset of each node's value in those of a row. */
  readonly #values: Uint32Array;
  #at = 0;
  #sets = 0;

  constructor(forest: Forest, paths: PathTable, start: number, size: number) {
    this.#forest = forest;
    this.#paths = paths;
    this.#start = start;
    this.image = new Uint8Array(size);
    this.#u32 = new Uint32Array(this.image.buffer);
    this.#f32 = new Float32Array(this.image.buffer);
    this.#f64 = new Float64Array(this.image.buffer);
    this.#slots = new Uint32Array(forest.feature.length);
    this.#values = Uint32Array.from(forest.feature, (f, node) => 8 * f + 4 * forest.missingLeft[node]);
  }

  /** No factor, and a debt that is exactly what the children would be credited. */
  writeDead(pairs: number): number {
    const address = this.#start + this.#at;
    this.#doubles(0, 0, -1, 0);
    for (let k = 0; k < 2 * pairs; k++) this.#doubles(1);
    return address;
  }

  writeSets(): void {
    this.#sets = this.#start + this.#at;
    this.#u32.set(this.#forest.sets, this.#at / 4);
    this.#at = align(this.#at + this.#forest.sets.byteLength);
  }

  writeGroup(pairs: number, plans: TreePlan[]): ProgramGroup {
    const rule = gaussLegendre(Math.ceil(plans.reduce((most, plan) => Math.max(most, plan.distinct), 0) / 2));
    const t = new Float64Array(2 * pairs).fill(0.5);
    t.set(rule.points);
    const scale = t.map((x) => x / (1 - x));
    const points = this.#start + this.#at;
    this.#doubles(...scale);
    const powers = this.#start + this.#at;
    for (let distinct = 0; distinct <= 4 * pairs; distinct++) {
      const power = t.map((x) => (1 - x) ** distinct);
      this.#doubles(...power, ...power.map((x, k) => x * scale[k]));
    }
    const trees = this.#start + this.#at;
    for (const plan of plans) this.#writeTree(plan, scale, powers);
    const weights = t.map((x, k) => (k < rule.weights.length ? rule.weights[k] / (1 - x) : 0));
    return { pairs, count: plans.length, trees, points, weights };
  }

  #writeTree(plan: TreePlan, scale: Float64Array, powers: number): void {
    const { feature, left, right, value, cover, setStart, setWords } = this.#forest;
    const { distinct } = this.#paths;
    const pairs = scale.length / 2;
    plan.slots.forEach((node, i) => {
      this.#slots[node] = slotStart + i * slotSize(pairs);
    });
    this.#words(treeSize(plan, pairs), plan.codes.length, plan.loneLeaves.length, plan.runs.length);
    this.#words(plan.firstEnds.length, plan.againEnds.length, 0, 0);
    for (const run of plan.runs) this.#words(run.length);
    this.#at = align(this.#at);

    plan.codes.forEach((node, i) => {
      this.#values[node] = this.#forest.features.length * 8 + i * 4;
      this.#words(this.#values[node], feature[node] * 8, this.#sets + setStart[node] * 4, setWords[node]);
    });
    const powersOf = (leaf: number): number => powers + distinct[leaf] * pairs * 32;
    const weightOf = (leaf: number): number => value[leaf] * (cover[leaf] / cover[plan.slots[0]]);
    for (const leaf of plan.loneLeaves) {
      this.#words(this.#slots[leaf], powersOf(leaf));
      this.#doubles(weightOf(leaf));
    }
    plan.runs.forEach((run, i) => {
      for (const node of run) {
        this.#writeTest(node, pairs, this.#slots[left[node]], i % 2 === 1);
        this.#writeConstants(node, 1, 1, i % 2 === 1 ? scale : null);
      }
    });
    const writeEnd = (node: number, again: boolean): void => {
      const [ofLeft, ofRight] = [weightOf(left[node]), weightOf(right[node])];
      this.#writeTest(node, pairs, powersOf(left[node]), again);
      this.#doubles(ofLeft + ofRight);
      this.#writeConstants(node, ofLeft, ofRight, again ? scale : null);
    };
    for (const node of plan.firstEnds) writeEnd(node, false);
    for (const node of plan.againEnds) writeEnd(node, true);
    this.#at = align(this.#at);
  }

  #writeTest(node: number, pairs: number, hinge: number, again: boolean): void {
    const { feature, threshold, setWords } = this.#forest;
    const { above, toward } = this.#paths;
    this.#words(this.#values[node]);
    this.#f32[this.#at / 4] = setWords[node] > 0 ? 0 : threshold[node];
    this.#at += 4;
    this.#words(this.#slots[node], feature[node] * pairs * 16, hinge, 0);
    if (again) this.#words(this.#slots[above[node]], this.#slots[toward[node]]);
  }

  /** Factors are 1 ÷ the share of the path's cover that the branches on this feature leave, times the weights. */
  #writeConstants(node: number, ofLeft: number, ofRight: number, scale: Float64Array | null): void {
    const { left, right, cover } = this.#forest;
    const inverse = 1 / this.#paths.share[node];
    this.#doubles((cover[node] / cover[left[node]]) * inverse * ofLeft);
    this.#doubles((cover[node] / cover[right[node]]) * inverse * ofRight);
    if (!scale) return;
    this.#doubles(inverse - 1, 0);
    for (const x of scale) this.#doubles(1 / (1 + x * inverse));
  }

  #words(...values: number[]): void {
    for (const value of values) {
      this.#u32[this.#at / 4] = value;
      this.#at += 4;
    }
  }

  #doubles(...values: number[]): void {
    for (const value of values) {
      this.#f64[this.#at / 8] = value;
      this.#at += 8;
    }
  }
}
