import type { FunnelRow, GradeRow } from "@leadlift/services/insights/insights";
import { describe, expect, it } from "vitest";
import { costState, isSteep, narrowest, paiseOf } from "./insight-words.ts";

function share(hits: number, n: number) {
  return { hits, n, share: n === 0 ? null : hits / n, low: null, high: null };
}

function grade(name: GradeRow["grade"], hits: number, n: number): GradeRow {
  return { grade: name, leads: n, reached: share(hits, n) };
}

function step(name: string, hits: number, n: number): FunnelRow {
  return { step: name, label: name, leads: hits, ofAll: share(hits, 100), ofBefore: share(hits, n) };
}

describe("the words of the insights", () => {
  it("say that grades keep their order only of those with enough behind them", () => {
    expect(isSteep([grade("A", 10, 20), grade("B", 5, 20), grade("C", 1, 2), grade("D", 1, 20)])).toBe(true);
    expect(isSteep([grade("A", 5, 20), grade("B", 10, 20)])).toBe(false);
    expect(isSteep([grade("A", 5, 20), grade(null, 10, 20)])).toBeNull();
  });

  it("find the step before which the largest share is lost", () => {
    expect(narrowest([step("a", 60, 100), step("b", 6, 60), step("c", 0, 6)])?.step).toBe("b");
    expect(narrowest([step("a", 1, 2)])).toBeNull();
  });

  it("read rupees as they are typed, and nothing else", () => {
    expect(["450", "1,200.50", "₹ 90", "0"].map(paiseOf)).toEqual([45_000, 120_050, 9_000, 0]);
    expect(["", "-5", "1.234", "four", "99999999", "1e3"].map(paiseOf)).toEqual([
      null,
      null,
      null,
      null,
      null,
      null,
    ]);
  });

  it("say what is missing of a cost rather than a number", () => {
    expect(costState({ paise: null, low: null, high: null }, 0)).toBe("none");
    expect(costState({ paise: null, low: 400, high: null }, 5)).toBe("nobody");
    expect(costState({ paise: 500, low: 400, high: null }, 5)).toBe("orMore");
    expect(costState({ paise: 500, low: 400, high: 900 }, 5)).toBe("between");
  });
});
