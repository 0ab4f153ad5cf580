import { describe, expect, it } from "vitest";
import { wordBroken, wordEmpty, wordOdd, wordUnknownListings, wordUnknownPersons } from "./head-words.ts";
import { hindiRejects, hindiWarnings } from "./hindi-words.ts";
import { wordReject, wordWarning } from "./words.ts";

const params = { header: "फ़ोन", message: "…", column: "नाम", found: 5, expected: 4, length: 9, limit: 8 };
const hindi = /^[^A-Za-z]*[\u0900-\u097F][^A-Za-z]*।$/;

describe("what a file could not give is told", () => {
  it.each([...Object.keys(hindiRejects), "columns", "cut-off", "cell-too-long", "whatever"])(
    "in Hindi as in English, of a row: %s",
    (code) => {
      expect(wordReject(code, params)).toMatch(/[a-z].*\.$/);
      expect(wordReject(code, params, "hi")).toMatch(hindi);
    },
  );

  it.each([...Object.keys(hindiWarnings), "whatever"])("in Hindi, of cells: %s", (code) => {
    expect(wordWarning({ header: "फ़ोन", code, count: 1 }, "hi")).toMatch(hindi);
    expect(wordWarning({ header: "फ़ोन", code, count: 1_20_000 }, "hi")).toContain("1,20,000 खाने");
  });

  it("in Hindi, of its first rows", () => {
    const broken = { line: 7, problem: { code: "columns", found: 5, expected: 4 } as const };
    const said = [
      wordOdd({ name: "क", kind: "numeric", example: "ख" }, "hi"),
      wordEmpty(["क"], true, "hi"),
      wordEmpty(["क", "ख"], false, "hi"),
      wordBroken({ ...broken, count: 1 }, "hi"),
      wordBroken({ ...broken, count: 4 }, "hi"),
      wordUnknownPersons(1, 1, "hi"),
      wordUnknownPersons(3, 4, "hi"),
      wordUnknownListings({ header: "क", listings: 2, example: "ख", rows: 3 }, "hi"),
    ];
    for (const sentence of said) expect(sentence).toMatch(hindi);
  });
});
