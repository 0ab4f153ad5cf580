import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { chooseSteps, differentiate, gradientPieces, meanLoss, quantise } from "./gradients.ts";
import { losses, type Objective, sigmoid } from "./loss.ts";
import { TrainingSpace } from "./training-space.ts";

interface Row {
  margin: number;
  label: number;
  weight: number;
}

const margin = fc.oneof(
  fc.double({ min: -8, max: 8, noNaN: true }),
  fc.double({ min: -40, max: 40, noNaN: true }),
  fc.constantFrom(0, -0, 745, -745, 1e6, -1e6),
);
const rowsOf = (weight: fc.Arbitrary<number>): fc.Arbitrary<Row[]> =>
  fc.array(fc.record({ margin, label: fc.constantFrom(0, 1), weight }), { minLength: 1, maxLength: 40 });
const fraction = fc.float({ min: Math.fround(1e-3), max: 1000, noNaN: true });
const objectives = ["logistic", "squared"] as const satisfies Objective[];

/** A space with these rows' derivatives in it. */
function differentiated(objective: Objective, rows: Row[], { whole = false, weighted = true } = {}) {
  const space = TrainingSpace.allocate({
    rows: rows.length,
    heldRows: 0,
    width: 1,
    maxBins: 2,
    threads: 1,
    openNodes: 4,
    counted: false,
    weighted,
  });
  const { layout } = space;
  const column = (part: keyof Row): number[] => rows.map((row) => row[part]);
  space.doubles(layout.margins, rows.length).set(column("margin"));
  space.floats(layout.labels, rows.length).set(column("label"));
  if (weighted) {
    space.floats(layout.weights, rows.length).set(column("weight"));
    if (whole) space.bytes(layout.repeats, rows.length).set(column("weight"));
  }
  space.amounts.set([Number(objective === "logistic"), Number(whole)]);
  for (let piece = 0; piece < gradientPieces(rows.length); piece++) differentiate(space, piece);
  return space;
}

/** The derivatives as formulas have them (rule L1). */
function exact(objective: Objective, { margin, label, weight }: Row): [first: number, second: number] {
  if (objective === "squared") return [(margin - label) * weight, weight];
  // p − 1 without cancellation.
  const first = label === 1 ? -sigmoid(-margin) : sigmoid(margin);
  return [first * weight, sigmoid(margin) * sigmoid(-margin) * weight];
}

describe.each(objectives)("%s derivatives", (objective) => {
  test("are those of its formula, to the last bits of a float32 (L1, W2)", () => {
    fc.assert(
      fc.property(rowsOf(fraction), fc.boolean(), (rows, weighted) => {
        const space = differentiated(objective, rows, { weighted });
        const pairs = space.floats(space.layout.pairs, 2 * rows.length);
        rows.forEach((row, r) => {
          exact(objective, weighted ? row : { ...row, weight: 1 }).forEach((value, part) => {
            // p − 1 loses what is below the last bit of 1.
            const slack = Math.abs(value) * 2 ** -23 + (weighted ? row.weight : 1) * 2 ** -53;
            expect(Math.abs(pairs[2 * r + part] - value)).toBeLessThanOrEqual(slack);
          });
        });
      }),
    );
  });

  test("are those of its mean loss, which is the metric's (L1, L3)", () => {
    fc.assert(
      fc.property(rowsOf(fc.constant(1)), (rows) => {
        const labels = Float32Array.from(rows, ({ label }) => label);
        const at = (shift: number): number =>
          losses[objective].mean(
            Float64Array.from(rows, ({ margin }) => margin + shift),
            labels,
          );
        const space = differentiated(objective, rows, { weighted: false });
        expect(Math.abs(meanLoss(space) - at(0))).toBeLessThanOrEqual(1e-14 * Math.max(1, at(0)));
        const pairs = space.floats(space.layout.pairs, 2 * rows.length);
        const first = rows.reduce((sum, _, r) => sum + pairs[2 * r], 0) / rows.length;
        fc.pre(rows.every(({ margin }) => Math.abs(margin) < 100));
        // Half the mean squared error is what squared differentiates.
        const scale = objective === "squared" ? 0.5 : 1;
        expect(first).toBeCloseTo((scale * (at(1e-4) - at(-1e-4))) / 2e-4, 4);
      }),
    );
  });

  test("of many rows, an odd number too, are those of each row (L1)", () => {
    const many = Array.from({ length: 40_001 }, (_, r) => ({
      margin: ((r * 7919) % 1601) / 100 - 8,
      label: r % 3 === 0 ? 1 : 0,
      weight: 1,
    }));
    const space = differentiated(objective, many, { weighted: false });
    const pairs = space.floats(space.layout.pairs, 2 * many.length);
    const off = many.findIndex((row, r) => {
      const [first, second] = exact(objective, row);
      return Math.abs(pairs[2 * r] - first) > 1e-6 || Math.abs(pairs[2 * r + 1] - second) > 1e-6;
    });
    expect(off).toBe(-1);
    const mean = losses[objective].mean(
      Float64Array.from(many, (row) => row.margin),
      Float32Array.from(many, ({ label }) => label),
    );
    expect(Math.abs(meanLoss(space) - mean)).toBeLessThanOrEqual(1e-12 * mean);
  });
});

describe.each(objectives)("whole numbers of steps, %s", (objective) => {
  test("are within half a step of the derivatives, at most 26 bits long, and the second never 0 (G1)", () => {
    fc.assert(
      fc.property(rowsOf(fraction), (rows) => {
        const space = differentiated(objective, rows);
        const before = space.floats(space.layout.pairs, 2 * rows.length).slice();
        const steps = chooseSteps(
          space,
          rows.reduce((sum, { weight }) => sum + weight, 0),
        );
        space.amounts.set([steps.first, steps.second, 0]);
        for (let piece = 0; piece < gradientPieces(rows.length); piece++) quantise(space, piece);
        const after = space.ints(space.layout.pairs, 2 * rows.length);
        expect([steps.first, steps.second].map(Math.log2).every(Number.isInteger)).toBe(true);
        rows.forEach((_, r) => {
          const [first, second] = after.subarray(2 * r, 2 * r + 2);
          expect(Math.abs(first * steps.first - before[2 * r])).toBeLessThanOrEqual(steps.first / 2);
          expect(Math.abs(first)).toBeLessThanOrEqual(2 ** 26);
          expect(second).toBeGreaterThanOrEqual(1);
          expect(second).toBeLessThanOrEqual(2 ** 26);
          // A second derivative below half a step is raised to one.
          expect(Math.abs(second * steps.second - before[2 * r + 1])).toBeLessThanOrEqual(steps.second);
        });
      }),
    );
  });

  test("are repeated for rows of whole weight, to the last bit (G1, W1)", () => {
    fc.assert(
      fc.property(rowsOf(fc.integer({ min: 1, max: 16 })), (rows) => {
        const steps = { first: 2 ** -24, second: 2 ** -26 };
        const stepped = (space: TrainingSpace, whole: boolean): Int32Array => {
          space.amounts.set([steps.first, steps.second, Number(whole)]);
          for (let piece = 0; piece < gradientPieces(rows.length); piece++) quantise(space, piece);
          return space.ints(space.layout.pairs, 2 * rows.length);
        };
        fc.pre(rows.every(({ margin }) => objective === "logistic" || Math.abs(margin) < 2));
        const once = stepped(differentiated(objective, rows, { weighted: false }), false);
        const repeated = stepped(differentiated(objective, rows, { whole: true }), true);
        expect([...repeated]).toEqual([...once].map((value, i) => value * rows[Math.floor(i / 2)].weight));
      }),
    );
  });
});

test("gradients of 0 stay 0 (G1)", () => {
  const space = differentiated("squared", [
    { margin: 1, label: 1, weight: 1 },
    { margin: 0, label: 0, weight: 1 },
  ]);
  const steps = chooseSteps(space, 2);
  space.amounts.set([steps.first, steps.second, 0]);
  quantise(space, 0);
  const [a, , b] = space.ints(space.layout.pairs, 4);
  expect([a, b]).toEqual([0, 0]);
});
