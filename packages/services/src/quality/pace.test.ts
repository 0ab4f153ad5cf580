import type { FeatureEvent } from "@leadlift/scoring/features";
import { describe, expect, test } from "vitest";
import { paceOf } from "./pace.ts";

function views(...times: number[]): FeatureEvent[] {
  return times.map((at, place) => ({
    ...{ at, tie: place, type: "page_view" as const },
    ...{ key: place + 1, seconds: 0, answered: true },
  }));
}
const every = (ms: number, pages: number) =>
  views(...Array.from({ length: pages }, (_, page) => 1 + page * ms));

describe("the pace of a visitor", () => {
  test.each([
    ["a reader", every(20_000, 30), { pages: 1, shutOut: false }],
    ["nobody", [], { pages: 0, shutOut: false }],
    ["somebody who opened four tabs", every(300, 4), { pages: 4, shutOut: false }],
    ["a program", every(100, 14), { pages: 14, shutOut: true }],
    [
      "whose clock knows no parts of a second",
      views(1_000, 1_000, 1_000, 1_000, 1_000, 1_000, 1_000),
      { pages: 1, shutOut: false },
    ],
  ])("of %s", (_, events, pace) => {
    expect(paceOf(events)).toEqual(pace);
  });

  test("is that of the fastest stretch, in the order in which it happened", () => {
    const slow = views(0, 60_000, 120_000);
    expect(
      paceOf([...every(400, 5).map((event) => ({ ...event, at: event.at + 200_000 })), ...slow]),
    ).toEqual({
      pages: 5,
      shutOut: false,
    });
  });
});
