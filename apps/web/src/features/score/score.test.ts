import type { LeadReason } from "@leadlift/services/lead/get";
import fc from "fast-check";
import { createTranslator } from "next-intl";
import { describe, expect, it } from "vitest";
import { catalogues } from "../../i18n/catalogue.ts";
import { reasonRows, wholePoints } from "./reason-rows.ts";
import { hasReached, nearestBin, scoreText, shareText, trendText } from "./score-words.ts";

const english = createTranslator({ locale: "en-IN", messages: catalogues["en-IN"], namespace: "score" });

function reason(feature: string, points: number): LeadReason {
  return {
    feature,
    text: feature,
    label: feature,
    value: null,
    direction: points < 0 ? "down" : "up",
    points,
    evidence: null,
  };
}

describe("reasonRows", () => {
  const points = fc.double({ min: -60, max: 60, noNaN: true });

  it("shows whole points that add up, with 50, to the score before its limits", () => {
    fc.assert(
      fc.property(fc.array(points, { minLength: 1, maxLength: 12 }), (values) => {
        const { up, down, rest, faint, total } = reasonRows(
          values.map((value, index) => reason(`f${index}`, value)),
        );
        expect(up.length + down.length + rest.length + faint.length).toBe(values.length);
        const sum = [...up, ...down, ...rest].reduce((all, row) => all + row.points, 50);
        expect(sum).toBe(total);
        expect(total).toBe(Math.round(values.reduce((all, value) => all + value, 50)));
      }),
    );
  });

  it("changes no row by a whole point or more", () => {
    fc.assert(
      fc.property(fc.array(points, { maxLength: 12 }), (values) => {
        const total = Math.round(values.reduce((all, value) => all + value, 0));
        wholePoints(values, total).forEach((whole, index) => {
          expect(Math.abs(whole - (values[index] ?? 0))).toBeLessThanOrEqual(1);
        });
      }),
    );
  });

  it("puts the strongest first and keeps what is not about this lead apart", () => {
    const rows = reasonRows([
      reason("weak", 2),
      reason("average", -1),
      reason("strong", 9),
      reason("bad", -5),
      reason("others", 1),
    ]);
    expect(rows.up.map(({ key }) => key)).toEqual(["strong", "weak"]);
    expect(rows.down.map(({ key }) => key)).toEqual(["bad"]);
    expect(rows.rest.map(({ key }) => key)).toEqual(["average", "others"]);
  });
});

describe("words of a score", () => {
  it("give number, letter and word", () => {
    expect(scoreText({ state: "scored", score: 86, grade: "A" }, english)).toBe("Score 86, grade A, high");
    expect(scoreText({ state: "unknown", score: null, grade: null }, english)).toBe("Not enough known yet");
    expect(scoreText({ state: "none", score: null, grade: null }, english)).toBe("Not scored yet");
  });

  it("give a trend in words, and none for a single score", () => {
    expect(trendText([60, 70, 81], english)).toBe("Up 21 over the last 3 scores");
    expect(trendText([60], english)).toBeNull();
  });

  it("speak of shares as people do", () => {
    expect(shareText(0.41, english)).toBe("4 in 10");
    expect(shareText(0.05, english)).toBe("1 in 20");
    expect(shareText(0.98, english)).toBe("More than 9 in 10");
    expect(shareText(0.004, english)).toBe("Fewer than 1 in 100");
    expect(shareText(0, english)).toBe("None");
  });

  it("quote the group of past leads whose prediction lies nearest, never an empty one", () => {
    const bins = [
      { predicted: 0.1, observed: 0.1, n: 100 },
      { predicted: 0.4, observed: 0.38, n: 412 },
      { predicted: 0.5, observed: 0, n: 0 },
    ];
    expect(nearestBin(bins, 0.52)?.n).toBe(412);
    expect(nearestBin([], 0.5)).toBeNull();
  });
});

describe("hasReached", () => {
  const ladder = ["contacted", "visit_done", "won"].map((key) => ({ key }));
  it.each([
    [null, false],
    ["contacted", false],
    ["visit_done", true],
    ["won", true],
    ["a step that was taken off the ladder", false],
  ])("a lead at %s: %s", (step, reached) => {
    expect(hasReached(ladder, step, "visit_done")).toBe(reached);
  });
  it("nothing has reached a target that is no longer on the ladder", () => {
    expect(hasReached(ladder, null, "gone")).toBe(false);
  });
});
