import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { arbitraryForest } from "../test/arbitrary-forest.ts";
import { forestFromJson, forestToJson } from "./forest-json.ts";

const forest = arbitraryForest({ depth: 4, trees: 3, features: 4 });

test("a forest written and read through text is the same, bit for bit (J1)", () => {
  fc.assert(
    fc.property(forest, (original) => {
      const read = forestFromJson(JSON.parse(JSON.stringify(forestToJson(original))));
      expect(read).toEqual(original);
      expect(JSON.stringify(forestToJson(read))).toBe(JSON.stringify(forestToJson(original)));
    }),
  );
});

describe("a malformed forest is refused at its path (J2)", () => {
  const leaf = { value: 1, cover: 2 };
  const inner = { feature: 0, left: 1, right: 2, cover: 4, gain: 1, threshold: 0.5, missingLeft: true };
  const whole = (tree: unknown[], baseScore = 0): object => ({
    format: "leadlift-forest",
    version: 1,
    objective: "logistic",
    baseScore,
    features: [
      { name: "x", kind: "numeric" },
      { name: "c", kind: "categorical", levels: 3 },
    ],
    trees: [tree],
  });

  test("the example itself is read", () => {
    expect(forestFromJson(whole([inner, leaf, leaf])).depth).toBe(1);
  });

  test.each<[what: string, path: string, json: unknown]>([
    ["a loop", "forest.trees[0][0].left", whole([{ ...inner, left: 0 }, leaf, leaf])],
    ["a shared child", "forest.trees[0][0]", whole([{ ...inner, right: 1 }, leaf, leaf])],
    ["an unreached node", "forest.trees[0][3]", whole([inner, leaf, leaf, leaf])],
    ["a child outside the tree", "forest.trees[0][0].right", whole([{ ...inner, right: 3 }, leaf, leaf])],
    ["an unknown feature", "forest.trees[0][0].feature", whole([{ ...inner, feature: 2 }, leaf, leaf])],
    [
      "a threshold that is no float32",
      "forest.trees[0][0].threshold",
      whole([{ ...inner, threshold: 0.1 }, leaf, leaf]),
    ],
    ["no cover", "forest.trees[0][1].cover", whole([inner, { ...leaf, cover: 0 }, leaf])],
    [
      "a code past the levels",
      "forest.trees[0][0].codes[0]",
      whole([{ ...inner, feature: 1, codes: [3] }, leaf, leaf]),
    ],
    [
      "codes out of order",
      "forest.trees[0][0].codes",
      whole([{ ...inner, feature: 1, codes: [1, 0] }, leaf, leaf]),
    ],
    ["an empty tree", "forest.trees[0]", whole([])],
    ["another format", "forest.format", {}],
    ["covers that do not add up", "forest.trees[0][0].cover", whole([{ ...inner, cover: 5 }, leaf, leaf])],
    ["infinite sums of values", "forest.trees", whole([inner, { ...leaf, value: 1e308 }, leaf], 1e308)],
    ["infinite covers", "forest.trees[0][0].cover", whole([inner, { ...leaf, cover: 1e308 }, leaf])],
    [
      "an infinite expectation",
      "forest.trees",
      whole([{ ...inner, cover: 1e308 }, { value: 10, cover: 1e308 }, leaf]),
    ],
    ["a list of four thousand million holes", "forest.trees[0][0]", whole(new Array(2 ** 32 - 1))],
    ["features with a hole", "forest.features[0]", { ...whole([leaf]), features: new Array(1) }],
    ["a prototype for a forest", "forest.format", JSON.parse('{"__proto__":{"format":"leadlift-forest"}}')],
    ["lists nested a million deep", "forest", JSON.parse("[".repeat(1e6) + "]".repeat(1e6))],
    ["a chain deeper than 64", "forest.trees[0][129]", whole(chain(70))],
  ])("%s", (_, path, json) => {
    expect(() => forestFromJson(json)).toThrow(expect.objectContaining({ path }));
  });

  test("sets of codes that would take more than 256 MiB", () => {
    const tree = [{ ...inner, codes: [2 ** 24 - 1] }, leaf, leaf];
    const json = {
      ...whole([]),
      features: [{ name: "c", kind: "categorical", levels: 2 ** 24 }],
      trees: Array.from({ length: 129 }, () => tree),
    };
    expect(() => forestFromJson(json)).toThrow(expect.objectContaining({ path: "forest.trees[128]" }));
  });

  /** Node 2i is at depth i, and its left child, a leaf, follows it. */
  function chain(depth: number): unknown[] {
    const links = Array.from({ length: depth }, (_, i) => [
      { ...inner, left: 2 * i + 1, right: 2 * i + 2 },
      leaf,
    ]);
    return [...links.flat(), leaf];
  }
});
