import { describe, expect, it } from "vitest";
import { eventTypes, keyOf, tieOf } from "./event-types.ts";

describe("eventTypes", () => {
  it("keep their places, which states are stored with", () => {
    expect(eventTypes.indexOf("page_view")).toBe(0);
    expect(eventTypes.indexOf("enrichment")).toBe(22);
    expect(eventTypes.indexOf("call_out")).toBe(14);
  });
});

describe("tieOf", () => {
  it("is the last 48 bits of a UUID", () => {
    expect(tieOf("019ab3c4-5d6e-7f80-9a1b-00000000002a")).toBe(42);
    expect(tieOf("019AB3C4-5D6E-7F80-9A1B-FFFFFFFFFFFF")).toBe(2 ** 48 - 1);
    expect(() => tieOf("42")).toThrow("is not a UUID");
  });
});

describe("keyOf", () => {
  it("is FNV-1a in 32 bits, and 0 for nothing only", () => {
    expect([keyOf("a"), keyOf("foobar"), keyOf("")]).toEqual([0xe40c292c, 0xbf9cf968, 0]);
  });
});
