import { describe, expect, it } from "vitest";
import type { RawValue } from "../features/raw-value.ts";
import { findLeaks } from "./leak-guard.ts";
import { seededRandom } from "./random.ts";
import { type WritingOrder, writing } from "./training-table.ts";

const random = seededRandom(5);
const rows = Uint32Array.from({ length: 2000 }, (_, i) => i);
const labels = Uint8Array.from(rows, () => (random() < 0.15 ? 1 : 0));
const visits = honest(1.2);

/** A number that is higher for successes by so many standard deviations. */
function honest(shift: number): RawValue[] {
  return Array.from(labels, (y) => {
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    return (normal + shift * y).toFixed(3);
  });
}

function columnOf(make: (y: number) => RawValue): RawValue[] {
  return Array.from(labels, make);
}

function leaksIn(columns: Record<string, readonly RawValue[]>, written?: WritingOrder) {
  const table = { names: Object.keys(columns), columns: Object.values(columns), labels };
  return findLeaks(written ? { ...table, written } : table, rows);
}

describe("findLeaks", () => {
  it("leaves out a close value that is 0 for every failure", () => {
    const close_value = columnOf((y) => (y === 1 ? Math.round(1e6 + 1e6 * random()) : 0));
    expect(leaksIn({ close_value, visits })).toEqual([
      {
        column: "close_value",
        level: "left out",
        rule: "only after the outcome",
        evidence: "it is “0” in 100 % of the failures and 0 % of the successes",
      },
    ]);
  });

  it("leaves out a reason that is filled in for most failures and hardly any success", () => {
    const lost_reason = columnOf((y) =>
      y === 0 && random() < 0.7 ? (random() < 0.5 ? "price" : "place") : "",
    );
    expect(leaksIn({ lost_reason, visits })).toMatchObject([
      {
        column: "lost_reason",
        level: "left out",
        rule: "missing is the outcome",
        evidence: expect.stringMatching(
          /^it is filled in \d\d\.\d % of the failures and 0 % of the successes$/,
        ),
      },
    ]);
  });

  it("leaves out a column that is filled in when something came of it, though failures fill it at times", () => {
    const next_step = columnOf((y) =>
      random() < (y === 1 ? 0.97 : 0.08) ? `step ${Math.floor(5 * random())}` : "",
    );
    expect(leaksIn({ next_step, visits })).toMatchObject([
      {
        level: "left out",
        rule: "missing is the outcome",
        evidence: expect.stringMatching(
          /^it is filled in 9\d\.\d % of the successes and \d\.\d % of the failures$/,
        ),
      },
    ]);
  });

  it("leaves out a column that ranks nearly every pair rightly, though no value of it is pure", () => {
    const [found] = leaksIn({ points: honest(3), visits });
    expect(found).toMatchObject({ column: "points", level: "left out", rule: "separates alone" });
    expect(found?.evidence).toMatch(/^alone it ranks 9\d\.\d % of pairs of a success and a failure rightly$/);
  });

  it("suspects a column that is strong and far ahead of all others, and says of which", () => {
    const [found] = leaksIn({ strongest: honest(1.8), visits: honest(0.5), budget: honest(0.3) });
    expect(found).toMatchObject({ column: "strongest", level: "suspected" });
    expect(found?.evidence).toContain("“visits”");
  });

  it("finds nothing in strong columns of which others are nearly as strong", () => {
    expect(
      leaksIn({ a: honest(1.2), b: honest(1.1), c: honest(1.15), d: honest(0.9), e: honest(1) }),
    ).toEqual([]);
  });

  it("suspects no feature that is computed as of a moment for being the strongest", () => {
    expect(leaksIn({ silence_days: honest(1.8), visits: honest(0.5), budget: honest(0.3) })).toEqual([]);
  });

  it("leaves out remarks that tell the end, and names a choice that does", () => {
    const remarks = columnOf((y) =>
      y === 1 && random() < 0.97
        ? `token paid, flat ${Math.floor(900 * random())} is sold`
        : `no answer on call ${Math.floor(900 * random())} again`,
    );
    const tags = columnOf((y) =>
      y === 1 ? (random() < 0.6 ? "hot; deal done" : "hot; nri") : random() < 0.5 ? "nri; cold" : "cold",
    );
    expect(leaksIn({ remarks, tags, visits })).toMatchObject([
      { column: "remarks", level: "left out", rule: "separates alone" },
      { column: "tags", level: "left out", evidence: expect.stringContaining("“") },
    ]);
  });

  it("suspects a strong column by a name that speaks of what comes after, but no weak one", () => {
    const named = leaksIn({ callDuration: honest(1.05), quality: honest(0.3), visits: honest(1) });
    expect(named).toMatchObject([{ column: "callDuration", level: "suspected" }]);
  });

  const { unknown, before, after } = writing;
  /** So many of a hundred rows after the outcome, and so many before it. */
  const orders = (late: number, early = 100 - late) =>
    Uint8Array.from(rows, (row) => (row % 100 < late ? after : row % 100 < late + early ? before : unknown));

  it("tells apart by their share what was written after the outcome", () => {
    const columns = { often: visits, sometimes: visits, seldom: visits, unknown: visits };
    const shown = { often: orders(70), sometimes: orders(10), seldom: orders(1), unknown: orders(0, 0) };
    expect(leaksIn(columns, { shown, standing: {} })).toMatchObject([
      {
        column: "often",
        level: "left out",
        rule: "written after",
        evidence: expect.stringContaining("70.0 %"),
      },
      { column: "sometimes", level: "suspected", rule: "written after" },
    ]);
  });

  it("leaves out values of unknown age where the record shows that they are written after the outcome", () => {
    const standing = { remark: orders(19, 1), budget: orders(10, 10), city: orders(2, 18) };
    const none = orders(0, 0);
    const shown = { remark: none, budget: none, city: none };
    const columns = { remark: visits, budget: visits, city: visits };
    expect(leaksIn(columns, { shown, standing })).toEqual([
      {
        column: "remark",
        level: "left out",
        rule: "written after",
        evidence:
          "in 95.0 % of the leads whose changes are on record (380 of 400) it was last written after the outcome was known, and of 2000 of the 2000 values to learn from nobody knows when",
      },
      expect.objectContaining({ column: "budget", level: "suspected" }),
    ]);
  });

  it("lets a column be written after the outcome where every value to learn from is from before it", () => {
    expect(leaksIn({ visits }, { shown: { visits: orders(0) }, standing: { visits: orders(90) } })).toEqual(
      [],
    );
  });

  it("looks at training rows only", () => {
    const half = rows.slice(0, 1000);
    const late = columnOf(() => "x").map((cell, row) => (row >= 1000 ? labels[row] : cell));
    expect(findLeaks({ names: ["late", "visits"], columns: [late, visits], labels }, half)).toEqual([]);
  });

  it("says nothing of fewer than 20 rows of either class", () => {
    const few = rows.filter((row) => labels[row] === 0 || row < 60);
    expect(few.filter((row) => labels[row] === 1).length).toBeLessThan(20);
    expect(findLeaks({ names: ["won"], columns: [columnOf((y) => y)], labels }, few)).toEqual([]);
  });

  it("raises at most one false alarm in forty tables of ten honest columns, weak to strong", {
    timeout: 30_000,
  }, () => {
    let alarms = 0;
    for (let table = 0; table < 40; table++) {
      const columns = Object.fromEntries(
        Array.from({ length: 10 }, (_, c) => [
          `c${c}`,
          honest((c % 5) * 0.22).map((x) => (random() < 0.1 ? "" : x)),
        ]),
      );
      alarms += leaksIn(columns).length;
    }
    expect(alarms).toBeLessThanOrEqual(1);
  });
});
