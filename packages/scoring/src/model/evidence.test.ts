import fc from "fast-check";
import { expect, test } from "vitest";
import { countEvidence, evidenceOf } from "./evidence.ts";

const cell = fc.oneof(fc.float({ noDefaultInfinity: true }).map(Math.fround), fc.constant(Number.NaN));

test("every row is counted once, where it would be looked up", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, fc.nat(1)), { minLength: 1, maxLength: 200 }), (rows) => {
      const values = Float32Array.from(rows, ([value]) => value);
      const labels = Uint8Array.from(rows, ([, label]) => label);
      const counted = countEvidence({ kind: "numeric" }, values, labels);
      if (!counted) throw new Error("A number has evidence.");
      const all = [...counted.counts, counted.missing];
      expect(all.reduce((sum, [leads]) => sum + leads, 0)).toBe(rows.length);
      expect(all.reduce((sum, [, reached]) => sum + reached, 0)).toBe(labels.reduce((a, b) => a + b, 0));
      expect(all.every(([leads, reached]) => reached <= leads)).toBe(true);
    }),
  );
});

test("leads alike are told of with how many reached the target, and too few are not told of", () => {
  const values = Float32Array.from({ length: 1_000 }, (_, row) => (row < 990 ? row % 10 : Number.NaN));
  const labels = Uint8Array.from(values, (value) => Number(value >= 7));
  const counted = countEvidence({ kind: "numeric" }, values, labels);
  if (!counted) throw new Error("A number has evidence.");
  expect(evidenceOf(counted, 9)).toEqual({ leads: 99, reached: 99 });
  expect(evidenceOf(counted, 3)).toEqual({ leads: 99, reached: 0 });
  expect(evidenceOf(counted, Number.NaN)).toBeNull();
});

test("a category has its own count, and one that training never saw has none", () => {
  const values = Float32Array.from({ length: 90 }, (_, row) => row % 3);
  const counted = countEvidence({ kind: "categorical" }, values, new Uint8Array(90).fill(1));
  if (!counted) throw new Error("A category has evidence.");
  expect(evidenceOf(counted, 2)).toEqual({ leads: 30, reached: 30 });
  expect(evidenceOf(counted, 3)).toBeNull();
});

test("texts, dates and lists have none: their reason is not one number's", () => {
  for (const kind of ["text", "date", "multi"] as const) {
    expect(countEvidence({ kind }, new Float32Array(3), new Uint8Array(3))).toBeNull();
  }
});
