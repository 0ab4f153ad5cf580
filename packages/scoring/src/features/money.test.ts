import { describe, expect, it } from "vitest";
import { read } from "../test/made-up-features.ts";

const lakh = 100_000;

function fit(budget: [number | null, number | null], price: [number | null, number | null]): number {
  const [budgetMin, budgetMax] = budget;
  const [priceMin, priceMax] = price;
  const listing = {
    project: null,
    type: null,
    priceMin,
    priceMax,
    city: null,
    locality: null,
    status: "open",
  };
  return read("budget_fit", { profile: { budgetMin, budgetMax, listing } });
}

describe("budget_fit", () => {
  it("is 1 where budget and price meet, and falls to 0 at a quarter of the price", () => {
    expect(fit([60 * lakh, 80 * lakh], [75 * lakh, 90 * lakh])).toBe(1);
    expect(fit([null, 90 * lakh], [100 * lakh, null])).toBeCloseTo(0.6, 12);
    expect(fit([null, 70 * lakh], [100 * lakh, 120 * lakh])).toBe(0);
    expect(fit([110 * lakh, 150 * lakh], [90 * lakh, 100 * lakh])).toBeCloseTo(0.6, 12);
    expect(fit([null, 500 * lakh], [null, 100 * lakh])).toBe(1);
  });

  it("is not known without a budget, a listing or a price", () => {
    expect(fit([null, null], [lakh, lakh])).toBeNaN();
    expect(fit([lakh, lakh], [null, null])).toBeNaN();
    expect(fit([lakh, lakh], [0, 0])).toBeNaN();
    expect(read("budget_fit", { profile: { budgetMax: lakh } })).toBeNaN();
  });
});

describe("financing_stated", () => {
  it.each([
    ["approved", 1],
    ["Pre-approved", 1],
    ["Sanctioned", 1],
    ["not needed", 1],
    ["Own funds", 1],
    ["applied", 0.6],
    ["In process", 0.6],
    [true, 0.6],
    ["not asked", 0],
    ["Not approved", 0],
    ["not applied", 0],
    ["rejected", 0],
    [false, 0],
    ["no", 0],
    ["unknown", Number.NaN],
    [null, Number.NaN],
  ])("reads a loan that is %s as %s", (loan, value) => {
    expect(read("financing_stated", { profile: { attributes: { loan_status: loan } } })).toBe(value);
  });
});
