import type { LeadProfile } from "@leadlift/scoring/features";
import { describe, expect, it } from "vitest";
import { writingOf } from "./writing-order.ts";

const day = 86_400_000;
const recorded = Date.UTC(2026, 0, 1);

/** Versions of a lead, each with the day it was replaced on. */
function versions(...all: [until: number, attributes: LeadProfile["attributes"]][]) {
  return all.map(([until, attributes]) => ({
    until: recorded + until * day,
    profile: {
      kind: "buyer",
      source: null,
      city: null,
      budgetMin: null,
      budgetMax: null,
      enquiredAt: recorded,
      createdAt: recorded,
      contacts: [],
      listing: null,
      attributes,
    },
  }));
}
const attributesOf = ({ attributes }: LeadProfile) => attributes;
const on = (days: number) => recorded + days * day;

describe("when a lead's values were written", () => {
  it("is told apart by the version that brought the value, not by the last change of anything", () => {
    const history = versions(
      [2, { budget: 40 }],
      [9, { budget: 40, remark: "called" }],
      [12, { budget: 50, remark: "called" }],
      [Number.POSITIVE_INFINITY, { budget: 50, remark: "token paid" }],
    );
    expect(writingOf(history, attributesOf, on(3), on(10))).toEqual({
      shown: { budget: 1, remark: 1 },
      standing: { budget: 1, remark: 2 },
    });
  });

  it("is not known of a lead that was recorded when all was decided, nor of a decision without a date", () => {
    const history = versions([5, { remark: "" }], [Number.POSITIVE_INFINITY, { remark: "lost" }]);
    expect(writingOf(history, attributesOf, on(-30), on(-10))).toEqual({ shown: {}, standing: {} });
    expect(writingOf(history, attributesOf, on(1), null)).toEqual({ shown: {}, standing: {} });
  });

  it("is after the outcome where training sees a value that came later", () => {
    const history = versions([1, {}], [Number.POSITIVE_INFINITY, { remark: "lost" }]);
    expect(writingOf(history, attributesOf, on(2), on(0.5)).shown).toEqual({ remark: 2 });
  });

  it("is nothing of what is empty", () => {
    const history = versions([Number.POSITIVE_INFINITY, { remark: null }]);
    expect(writingOf(history, attributesOf, on(1), on(5))).toEqual({ shown: {}, standing: {} });
  });
});
