import { describe, expect, it } from "vitest";
import { testsOnLatest } from "./choose-split.ts";

const rows = 200;
const alternate = Uint8Array.from({ length: rows }, (_, i) => i % 2);

describe("which part of the leads tests a model", () => {
  it("is the latest fifth when every time is known and both classes are there", () => {
    expect(
      testsOnLatest(
        Float64Array.from({ length: rows }, (_, i) => rows - i),
        alternate,
      ),
    ).toBe(true);
  });

  it("is not the latest when a time is unknown", () => {
    const times = Float64Array.from({ length: rows }, (_, i) => (i === 7 ? Number.NaN : i));
    expect(testsOnLatest(times, alternate)).toBe(false);
  });

  it("is not the latest when all came at once, as from a file without dates", () => {
    expect(testsOnLatest(new Float64Array(rows).fill(1), alternate)).toBe(false);
  });

  it("is not the latest when fewer than ten of a class are in it", () => {
    const times = Float64Array.from({ length: rows }, (_, i) => i);
    expect(
      testsOnLatest(
        times,
        Uint8Array.from(times, (i) => (i < 169 ? i % 2 : 0)),
      ),
    ).toBe(false);
  });
});
