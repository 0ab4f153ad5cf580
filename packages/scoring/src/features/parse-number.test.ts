import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseNumber } from "./parse-number.ts";

describe("parseNumber", () => {
  it.each([
    ["42", 42],
    [" -3.5 ", -3.5],
    ["+7", 7],
    ["1e3", 1000],
    [".5", 0.5],
    ["1,234", 1234],
    ["12,34,567", 1_234_567],
    ["1,234,567.89", 1_234_567.89],
    ["1 234 567", 1_234_567],
    ["₹85 L", 8_500_000],
    ["Rs. 12,50,000/-", 1_250_000],
    ["INR 4500", 4500],
    ["1.2 Cr", 12_000_000],
    ["1.1Cr", 11_000_000],
    ["85 lakh", 8_500_000],
    ["12 %", 12],
    ["(1,200)", -1200],
    ["−5", -5],
    ["12\u00005", 125],
  ])("reads %j", (text, value) => {
    expect(parseNumber(text)).toBe(value);
  });

  it.each([
    "",
    "abc",
    "12a",
    "1.2.3",
    "1,23",
    "12-03-2024",
    "0x10",
    "Infinity",
    "1,2,3",
    "-",
    "(5",
    "--5",
    "₹",
  ])("finds no number in %j", (text) => {
    expect(parseNumber(text)).toBeNull();
  });

  it("reads decimal commas when told so", () => {
    expect(parseNumber("1.234,5", ",")).toBe(1234.5);
    expect(parseNumber("0,75", ",")).toBe(0.75);
    expect(parseNumber("1.5", ",")).toBeNull();
  });

  it("reads what en-IN and en-US write", () => {
    const places = { maximumFractionDigits: 3 };
    const india = new Intl.NumberFormat("en-IN", places);
    const america = new Intl.NumberFormat("en-US", places);
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), (thousandths) => {
        const value = thousandths / 1000;
        expect(parseNumber(india.format(value))).toBe(value);
        expect(parseNumber(america.format(value))).toBe(value);
      }),
    );
  });

  it("answers quickly for a cell of a million characters", () => {
    expect(parseNumber("1,".repeat(500_000))).toBeNull();
  });
});
