import { describe, expect, it } from "vitest";
import { differenceText, directionOf, luckOf, pointsBetween, rightness } from "./board-words.ts";
import { chosenMonth } from "./view.ts";

function share(hits: number, n: number) {
  return { hits, n, share: n === 0 ? null : hits / n, low: null, high: null };
}

describe("the words of the board", () => {
  it("write differences with a true sign, and none on zero", () => {
    expect([2.44, -1.8, 0.04, -0.04].map((value) => differenceText(value))).toEqual([
      "+2.4",
      "−1.8",
      "0.0",
      "0.0",
    ]);
  });

  it("call a difference by what is shown of it", () => {
    expect([0.06, 0.04, -0.04, -0.06].map(directionOf)).toEqual(["above", "even", "even", "below"]);
  });

  it("give luck the range of 95 in 100", () => {
    expect(luckOf(4)).toBeCloseTo(3.92);
    expect(luckOf(0)).toBe(0);
  });

  it("count a cold lead that did not come as right, and compare with the score alone", () => {
    const said = { hot: share(3, 4), hotExpected: 2, cold: share(1, 6), coldExpected: 2 };
    expect(rightness(said)).toEqual({ n: 10, share: 0.8, scoreShare: 0.6 });
    expect(rightness({ hot: share(0, 0), hotExpected: 0, cold: share(0, 0), coldExpected: 0 })).toBeNull();
  });

  it("compare shares as they are shown", () => {
    expect(pointsBetween(share(82, 100), share(73, 100))).toBe(9);
    expect(pointsBetween(share(0, 0), share(1, 2))).toBeNull();
    expect(pointsBetween(share(1, 2), undefined)).toBeNull();
  });
});

describe("the month of an address", () => {
  it("is the latest where none, a wrong one or one to come is asked for", () => {
    expect(["2026-10", "", "2026-13", "2026-12", "x"].map((asked) => chosenMonth(asked, "2026-11"))).toEqual([
      "2026-10",
      "2026-11",
      "2026-11",
      "2026-11",
      "2026-11",
    ]);
  });
});
