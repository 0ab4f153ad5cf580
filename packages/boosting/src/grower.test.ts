import { describe, expect, test } from "vitest";
import { binDataset } from "./binning.ts";
import { allocateFixed, toFixed } from "./fixed-point.ts";
import { Grower, type GrowOptions, type TreeNode } from "./grower.ts";
import { losses } from "./loss.ts";
import { syntheticLeads } from "./test/synthetic.ts";

const plain: GrowOptions = {
  lambda: 1,
  gamma: 0,
  minChildWeight: 1,
  minSamplesLeaf: 1,
  categorySmoothing: 10,
  categoryL2: 10,
  maxDepth: 6,
  maxLeaves: undefined,
};

function grow(options: Partial<GrowOptions>, trees = 1) {
  const { data, labels } = syntheticLeads(2000, 7);
  const binned = binDataset(data, 255);
  const gradients = { first: new Float64Array(2000), second: new Float64Array(2000) };
  losses.logistic.differentiate(new Float64Array(2000), labels, gradients);
  const fixed = allocateFixed(2000);
  toFixed(gradients, fixed);
  const grower = new Grower(binned, { ...plain, ...options });
  const everyFeature = Uint32Array.from(data.features, (_, f) => f);
  const grown = Array.from({ length: trees }, () => {
    const rows = Uint32Array.from(labels, (_, r) => r);
    return { root: grower.grow(rows, everyFeature, fixed), rows };
  });
  return { ...grown[0], grown, fixed };
}

function nodesOf(root: TreeNode): TreeNode[] {
  return root.branch ? [root, ...nodesOf(root.branch.left), ...nodesOf(root.branch.right)] : [root];
}

function leavesOf(root: TreeNode): TreeNode[] {
  return nodesOf(root).filter((node) => !node.branch);
}

/** Splits as text, parents first. */
function outline(root: TreeNode): string[] {
  return nodesOf(root).map(({ branch, value }) =>
    branch ? `${branch.split.feature}:${branch.split.leftBins.join("")}` : String(value),
  );
}

describe("a grown tree", () => {
  test("has leaves that share out the rows, each with the sums of its own (T1)", () => {
    const { root, rows, fixed } = grow({});
    const leaves = leavesOf(root);
    expect(leaves.length).toBeGreaterThan(20);
    expect([...rows].sort((a, b) => a - b)).toEqual(Array.from(rows, (_, r) => r));
    expect(leaves.reduce((sum, leaf) => sum + leaf.end - leaf.start, 0)).toBe(2000);
    for (const leaf of leaves) {
      const own = rows.slice(leaf.start, leaf.end);
      expect(leaf.sums).toEqual({
        first: own.reduce((sum, row) => sum + fixed.first[row], 0),
        second: own.reduce((sum, row) => sum + fixed.second[row], 0),
        rows: own.length,
      });
      expect([...own]).toEqual([...own].sort((a, b) => a - b));
    }
  });

  test.each([0, 1, 3])("is no deeper than %i (T2)", (maxDepth) => {
    expect(Math.max(...nodesOf(grow({ maxDepth }).root).map(({ depth }) => depth))).toBe(maxDepth);
  });

  test("has no leaf of fewer rows than asked for (T2)", () => {
    const smallest = Math.min(...leavesOf(grow({ minSamplesLeaf: 60 }).root).map(({ sums }) => sums.rows));
    expect(smallest).toBeGreaterThanOrEqual(60);
  });

  test("does not depend on the trees grown before with the same buffers (T4)", () => {
    const { grown } = grow({}, 3);
    expect(outline(grown[1].root)).toEqual(outline(grown[0].root));
    expect(outline(grown[2].root)).toEqual(outline(grown[0].root));
  });
});

describe("a limit on leaves", () => {
  test("makes the splits that a greedy walk over the full tree would make (T3)", () => {
    const limited = nodesOf(grow({ maxLeaves: 8 }).root).flatMap(({ branch }) => branch?.split.gain ?? []);
    const open = [grow({}).root];
    const greedy: number[] = [];
    while (greedy.length < 7) {
      open.sort((a, b) => (b.branch?.split.gain ?? 0) - (a.branch?.split.gain ?? 0));
      const branch = open.shift()?.branch;
      if (!branch) break;
      greedy.push(branch.split.gain);
      open.push(branch.left, branch.right);
    }
    expect(limited).toHaveLength(7);
    expect(limited.sort()).toEqual(greedy.sort());
  });

  test("that is never reached gives the tree without one (T3)", () => {
    expect(outline(grow({ maxLeaves: 1000 }).root)).toEqual(outline(grow({}).root));
  });
});
