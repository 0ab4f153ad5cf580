import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Dataset } from "../dataset.ts";
import { type Forest, type NodeRecord, treesOf } from "../forest/forest.ts";
import { oneNumber, syntheticLeads } from "../test/synthetic.ts";
import { goesLeft } from "../test/walk.ts";
import { layoutFor } from "./layout.ts";
import type { TrainOptions } from "./train-options.ts";
import { train } from "./trainer.ts";

const { data, labels } = syntheticLeads(2000, 7);

function oneTree(options: TrainOptions, input: Dataset = data, target: Float32Array = labels): Forest {
  return train(input, target, { rounds: 1, ...options }).forest;
}

/** The rows that reach each node of a forest of one tree. */
function rowsAt(forest: Forest, { rows, columns }: Dataset): number[][] {
  const reached: number[][] = Array.from(forest.feature, () => []);
  for (let r = 0; r < rows; r++) {
    for (let node = 0; ; ) {
      reached[node].push(r);
      const feature = forest.feature[node];
      if (feature < 0) break;
      node = goesLeft(forest, node, columns[feature][r]) ? forest.left[node] : forest.right[node];
    }
  }
  return reached;
}

function depths({ feature, left, right }: Forest): number[] {
  const depth = new Array<number>(feature.length).fill(0);
  feature.forEach((tested, node) => {
    if (tested >= 0) depth[left[node]] = depth[right[node]] = depth[node] + 1;
  });
  return depth;
}

function gainsOf(forest: Forest): number[] {
  return [...forest.gain].filter((_, node) => forest.feature[node] >= 0);
}

describe("a tree", () => {
  test("shares out its rows among its leaves, and covers count them (T1)", () => {
    const forest = oneTree({});
    const reached = rowsAt(forest, data);
    expect(forest.feature.filter((feature) => feature < 0).length).toBeGreaterThan(20);
    expect([...forest.cover]).toEqual(reached.map((rows) => rows.length));
  });

  test.each([
    { objective: "logistic", lambda: 1, alpha: 0, learningRate: 0.1 },
    { objective: "logistic", lambda: 0.5, alpha: 3, learningRate: 1 },
    { objective: "squared", lambda: 2.5, alpha: 0, learningRate: 0.3 },
    { objective: "squared", lambda: 0, alpha: 1.5, learningRate: 1 },
  ] as const)("has the leaf values and gains of Chen & Guestrin 2016, with %o (T1, S1)", (options) => {
    const { objective, lambda, alpha, learningRate } = options;
    const forest = oneTree({ ...options, categoryL2: 0 });
    const p = labels.reduce((sum, y) => sum + y, 0) / labels.length;
    const shrink = (first: number): number => Math.sign(first) * Math.max(Math.abs(first) - alpha, 0);
    const sums = rowsAt(forest, data).map((rows) => ({
      first: shrink(rows.reduce((sum, r) => sum + p - labels[r], 0)),
      second: rows.length * (objective === "logistic" ? p * (1 - p) : 1) + lambda,
    }));
    const scoreOf = (node: number): number => sums[node].first ** 2 / sums[node].second;
    forest.feature.forEach((feature, node) => {
      if (feature < 0) {
        const expected = (-learningRate * sums[node].first) / sums[node].second;
        expect(forest.value[node]).toBeCloseTo(expected, 6);
      } else {
        const gain = scoreOf(forest.left[node]) + scoreOf(forest.right[node]) - scoreOf(node);
        expect(forest.gain[node]).toBeCloseTo(gain, 3);
      }
    });
  });

  test.each([0, 1, 3, 9])("is no deeper than %i (T2)", (maxDepth) => {
    const forest = oneTree({ maxDepth, minChildWeight: 0 });
    expect(Math.max(...depths(forest))).toBe(maxDepth);
    expect(forest.depth).toBe(maxDepth);
  });

  test("of depth 0 is one leaf of value 0 (T2)", () => {
    const forest = oneTree({ maxDepth: 0 });
    expect([forest.feature.length, forest.cover[0]]).toEqual([1, 2000]);
    expect(forest.value[0]).toBeCloseTo(0, 6);
  });

  test.each([30, 64])("follows a chain down to depth %i (T2)", (maxDepth) => {
    const xs = Float32Array.from({ length: 80 }, (_, i) => i);
    const powers = xs.map((x) => 3 ** x / 3 ** 60);
    const options: TrainOptions = { objective: "squared", maxDepth, lambda: 0 };
    const forest = oneTree(options, oneNumber(xs), powers);
    expect(forest.depth).toBeGreaterThan(12);
    expect(forest.depth).toBeLessThanOrEqual(maxDepth);
  });

  test("has no leaf of fewer rows or less weight than asked for (S7)", () => {
    const rows = oneTree({ minSamplesLeaf: 60 });
    const weight = oneTree({ objective: "squared", minChildWeight: 45 });
    const least = (forest: Forest): number =>
      Math.min(...forest.cover.filter((_, i) => forest.feature[i] < 0));
    expect(least(rows)).toBeGreaterThanOrEqual(60);
    expect(least(weight)).toBeGreaterThanOrEqual(45);
    expect(gainsOf(rows).length).toBeGreaterThan(10);
    expect(gainsOf(weight).length).toBeGreaterThan(10);
  });

  test("has no split of gamma or less (S7)", () => {
    const gains = gainsOf(oneTree({ gamma: 3 }));
    expect(gains.length).toBeGreaterThan(3);
    expect(Math.min(...gains)).toBeGreaterThan(3);
  });

  test("does not depend on the trees grown before it in the same memory (T4)", () => {
    // Steps too small to move a margin: each tree is grown on the gradients of the first.
    const { forest } = train(data, labels, { rounds: 4, learningRate: 2 ** -80, maxDepth: 8 });
    const [first, ...later] = treesOf(forest);
    for (const tree of later) expect(tree).toEqual(first);
  });
});

describe("a limit on leaves", () => {
  /** The greatest gain among open nodes is split next, from a tree grown in full. */
  function greedy(tree: NodeRecord[], leaves: number): number[] {
    const open = [tree[0]];
    const gains: number[] = [];
    while (gains.length < leaves - 1) {
      open.sort((a, b) => b.gain - a.gain);
      const node = open.shift();
      if (!node || node.feature < 0) break;
      gains.push(node.gain);
      open.push(tree[node.left], tree[node.right]);
    }
    return gains.sort();
  }

  test.each([2, 3, 8, 31])("of %i makes the splits of greatest gain first (T3)", (maxLeaves) => {
    const [full] = treesOf(oneTree({ maxDepth: 12 }));
    const limited = oneTree({ maxDepth: 12, maxLeaves });
    expect(gainsOf(limited).sort()).toEqual(greedy(full, maxLeaves));
    expect(limited.feature.filter((feature) => feature < 0)).toHaveLength(maxLeaves);
  });

  test("that is never reached gives the tree without one (T3)", () => {
    expect(treesOf(oneTree({ maxLeaves: 2 ** 20 }))).toEqual(treesOf(oneTree({})));
  });
});

describe("memory for histograms that does not suffice", () => {
  /** So many columns that few of a wide tree's histograms fit. */
  function wide(columns: number): { input: Dataset; target: Float32Array } {
    const rows = 300;
    const column = (f: number): Float32Array =>
      Float32Array.from({ length: rows }, (_, r) => (f < 4 ? (r * (2 * f + 7)) % rows : 0));
    const features = Array.from({ length: columns }, (_, f) => ({ name: `f${f}`, kind: "numeric" as const }));
    const input = { rows, features, columns: features.map((_, f) => column(f)) };
    return { input, target: Float32Array.from({ length: rows }, (_, r) => Math.sin(r * r)) };
  }

  test.each([{ maxLeaves: 120 }, { maxDepth: 30 }, { maxLeaves: 120, minSamplesLeaf: 2 }])(
    "changes no tree: histograms given up are scanned again, with %o (H2, T3, T4)",
    (options) => {
      const [scarce, ample] = [wide(13_000), wide(4)];
      const extent = { rows: 300, heldRows: 0, maxBins: 255, threads: 1, openNodes: 124 };
      const slots = (width: number): number =>
        layoutFor({ ...extent, width, counted: false, weighted: false }).slots;
      expect([slots(13_000) < 12, slots(4)]).toEqual([true, 124]);
      const chosen: TrainOptions = { objective: "squared", lambda: 0, maxDepth: 40, ...options };
      const there = oneTree(chosen, ample.input, ample.target);
      const here = oneTree(chosen, scarce.input, scarce.target);
      expect(there.feature.length).toBeGreaterThan(200);
      expect(treesOf(here)).toEqual(treesOf(there));
    },
  );
});

test("a forest of random shape routes each training row to its own leaf (T1, A3)", () => {
  const column = fc.array(fc.oneof(fc.integer({ min: -3, max: 3 }), fc.constant(NaN)), {
    minLength: 6,
    maxLength: 30,
  });
  fc.assert(
    fc.property(column, fc.infiniteStream(fc.integer({ min: -8, max: 8 })), (xs, stream) => {
      const target = Float32Array.from(xs, () => stream.next().value ?? 0);
      const options: TrainOptions = { objective: "squared", learningRate: 1, lambda: 0, maxDepth: 8 };
      const forest = oneTree(options, oneNumber(xs), target);
      const mean = target.reduce((sum, y) => sum + y, 0) / target.length;
      rowsAt(forest, oneNumber(xs)).forEach((rows, node) => {
        if (forest.feature[node] >= 0) return;
        const own = rows.reduce((sum, r) => sum + target[r], 0) / rows.length;
        expect(forest.value[node]).toBeCloseTo(own - mean, 5);
      });
    }),
  );
});
