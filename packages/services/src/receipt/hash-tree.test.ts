import fc from "fast-check";
import { expect, test } from "vitest";
import { hashTree, rootOf } from "./hash-tree.ts";

const texts = fc.array(fc.string(), { minLength: 1, maxLength: 70 });

test("every text and its path lead to the root", () => {
  fc.assert(
    fc.property(texts, (all) => {
      const { root, paths } = hashTree(all);
      for (const [place, text] of all.entries()) {
        expect(rootOf(text, paths[place] ?? Buffer.alloc(0))).toEqual(root);
      }
    }),
  );
});

test("no other text leads there, nor does a path that was changed", () => {
  fc.assert(
    fc.property(texts, fc.nat(), fc.string(), fc.nat(), (all, nth, other, byte) => {
      const { root, paths } = hashTree(all);
      const place = nth % all.length;
      const [text = "", path = Buffer.alloc(0)] = [all[place], paths[place]];
      if (other !== text) expect(rootOf(other, path)).not.toEqual(root);
      if (path.length === 0) return;
      const changed = Buffer.from(path);
      changed[byte % path.length] = (changed[byte % path.length] ?? 0) ^ 1;
      expect(rootOf(text, changed)).not.toEqual(root);
    }),
  );
});

test("a path grows with the logarithm of how many are signed at once", () => {
  const { paths } = hashTree(Array.from({ length: 500 }, (_, n) => `${n}`));
  expect(Math.max(...paths.map(({ length }) => length / 33))).toBe(9);
});

test("a path that is cut off leads nowhere, and a tree without leaves is none", () => {
  expect(rootOf("text", Buffer.alloc(32))).toBeNull();
  expect(rootOf("text", Buffer.alloc(33, 7))).toBeNull();
  expect(() => hashTree([])).toThrow(RangeError);
});
