import type { EventCounts } from "@leadlift/services/quality/summary";
import { describe, expect, it } from "vitest";
import { percentText } from "../../format/number.ts";
import {
  changeOf,
  fieldShares,
  knownShare,
  type Measure,
  measures,
  shareOf,
  shortMonth,
} from "./quality-words.ts";

const counts: EventCounts = {
  received: 200,
  recorded: 160,
  duplicates: 30,
  refused: 10,
  late: 8,
  clamped: 0,
  bots: 40,
};

function measure(name: Measure["name"]): Measure {
  const found = measures.find((each) => each.name === name);
  if (!found) throw new Error(`No measure ${name}`);
  return found;
}

describe("a share of events", () => {
  it("is of those received where they were not kept, of those kept otherwise", () => {
    expect(shareOf(counts, measure("duplicates"))).toBe(0.15);
    expect(shareOf(counts, measure("refused"))).toBe(0.05);
    expect(shareOf(counts, measure("bots"))).toBe(0.25);
    expect(shareOf(counts, measure("late"))).toBe(0.05);
  });

  it("is unknown, not 0, where nothing came", () => {
    expect(shareOf({ ...counts, recorded: 0 }, measure("bots"))).toBeNull();
  });

  it("is compared as it is shown, and with nothing when the days before had nothing", () => {
    expect(changeOf(0.021, 0.012, percentText)).toBe("up");
    expect(changeOf(0.1, 0.3, percentText)).toBe("down");
    expect(changeOf(0, 0, percentText)).toBe("same");
    expect(changeOf(0.02, 0, percentText)).toBe("up");
    expect(changeOf(0.047, 0.046, percentText)).toBe("same");
    expect(changeOf(0.1, null, percentText)).toBeNull();
    expect(changeOf(null, 0.1, percentText)).toBeNull();
  });
});

describe("what is known", () => {
  it("is of all fields of all leads", () => {
    expect(knownShare({ leads: 4, known: [4, 2, 0] })).toBe(0.5);
    expect(knownShare({ leads: 0, known: [0, 0] })).toBeNull();
    expect(knownShare({ leads: 3, known: [] })).toBeNull();
  });

  it("is listed from the least known field on", () => {
    expect(fieldShares({ leads: 4, known: [4, 1, 2] })).toEqual([
      { field: 1, known: 1, share: 0.25 },
      { field: 2, known: 2, share: 0.5 },
      { field: 0, known: 4, share: 1 },
    ]);
  });
});

it("months are those that were named, wherever the reader is", () => {
  expect(shortMonth("2026-01", "en-IN")).toBe("Jan 2026");
  expect(shortMonth("2026-01", "hi-IN")).toBe("जन॰ 2026");
});
