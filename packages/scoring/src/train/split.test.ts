import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { innerFolds, splitRows } from "./split.ts";

const labelled = fc
  .array(fc.integer({ min: 0, max: 1 }), { minLength: 60, maxLength: 200 })
  .filter((labels) => {
    const positives = labels.filter((y) => y === 1).length;
    return Math.min(positives, labels.length - positives) >= 10;
  })
  .map((labels) => Uint8Array.from(labels));
const target = { name: "won" };
const share = (labels: Uint8Array, rows: Uint32Array) =>
  rows.reduce((sum, row) => sum + labels[row], 0) / rows.length;

describe("splitRows", () => {
  it("puts every row into exactly one part, with both classes in each", () => {
    fc.assert(
      fc.property(labelled, fc.integer(), (labels, seed) => {
        const { kind, train, test } = splitRows(labels, { target, seed });
        expect(kind).toBe("random");
        expect([...train, ...test].sort((a, b) => a - b)).toEqual([...labels.keys()]);
        expect(Math.abs(share(labels, test) - share(labels, train))).toBeLessThan(0.1);
      }),
    );
  });

  it("tests on the last fifth of the rows, or of the times", () => {
    const labels = Uint8Array.from({ length: 100 }, (_, i) => i % 2);
    expect([...splitRows(labels, { target, time: "row" }).test]).toEqual([...labels.keys()].slice(80));
    const values = Float64Array.from(labels, (_, i) => -i);
    const { kind, train, test } = splitRows(labels, { target, time: { values } });
    expect(kind).toBe("time");
    expect(Math.max(...test)).toBe(19);
    expect(train[0]).toBe(99);
  });

  it("tests on the given rows", () => {
    const labels = Uint8Array.from({ length: 100 }, (_, i) => i % 2);
    const { kind, train, test } = splitRows(labels, { target, testRows: Uint32Array.of(5, 4, 4, 99) });
    expect([kind, [...test], train.length]).toEqual(["given", [4, 5, 99], 97]);
  });

  it.each([
    [{ testRows: Uint32Array.of(100) }, "BAD_TEST_ROWS", "Test row 100 is beyond the last row, 99."],
    [
      { testRows: new Uint32Array() },
      "BAD_TEST_ROWS",
      "The test rows must be some, but not all, of the rows.",
    ],
    [{ testRows: Uint32Array.of(0, 2) }, "ONE_CLASS", "The 2 test rows all have the same outcome"],
    [{ time: { values: new Float64Array(100).fill(Number.NaN) } }, "BAD_TIME", "Row 1 has no time"],
  ])("refuses %o with %s", (options, code, sentence) => {
    const labels = Uint8Array.from({ length: 100 }, (_, i) => i % 2);
    expect(() => splitRows(labels, { target, ...options })).toThrow(
      expect.objectContaining({ code, message: expect.stringContaining(sentence) }),
    );
  });
});

describe("innerFolds", () => {
  it("holds every row out once, and never fits on what it holds out", () => {
    fc.assert(
      fc.property(labelled, (labels) => {
        const folds = innerFolds(labels, false, 1);
        expect(folds.flatMap(({ held }) => [...held]).sort((a, b) => a - b)).toEqual([...labels.keys()]);
        for (const { fit, held } of folds) {
          expect(new Set([...fit, ...held]).size).toBe(labels.length);
          expect(fit.length + held.length).toBe(labels.length);
        }
      }),
    );
  });

  it("fits on earlier rows only when they are in time order", () => {
    const labels = Uint8Array.from({ length: 103 }, (_, i) => i % 2);
    for (const { fit, held } of innerFolds(labels, true, 1)) {
      expect(Math.max(...fit)).toBeLessThan(Math.min(...held));
    }
  });

  it("goes back to stratified folds when a block of time has one class only", () => {
    const labels = Uint8Array.from({ length: 100 }, (_, i) => (i < 30 ? 1 : 0));
    const folds = innerFolds(labels, true, 1);
    expect(folds).toHaveLength(4);
    for (const { held } of folds) expect(share(labels, held)).toBeCloseTo(0.3, 1);
  });
});
