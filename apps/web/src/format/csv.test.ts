import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { csvText } from "./csv.ts";

describe("a table as CSV", () => {
  it("keeps commas, quotes and line breaks within their cell", () => {
    expect(csvText(["a", "b"], [['x, "y"', "1\n2"]])).toBe('a,b\r\n"x, ""y""","1\n2"\r\n');
  });

  it("writes numbers as numbers, and nothing for what is not known", () => {
    expect(csvText(["a", "b", "c"], [[-1.5, null, Number.NaN]])).toBe("a,b,c\r\n-1.5,,\r\n");
  });

  it("never holds a text that a spreadsheet would run", () => {
    for (const text of ["=1+1", "+91 98", "-2", "@x", "\t=1", "  =1"]) {
      expect(
        csvText(["a"], [[text]])
          .split("\r\n")[1]
          ?.replace(/^"/, ""),
      ).toMatch(/^'/);
    }
  });

  it("gives back every text that is no formula", () => {
    const plain = fc.string().filter((text) => !/^\s*[=+\-@\t\r]/.test(text));
    fc.assert(
      fc.property(plain, (text) => {
        const cell = csvText(["a"], [[text]]).slice("a\r\n".length, -"\r\n".length);
        const quoted = cell.startsWith('"');
        expect(quoted ? cell.slice(1, -1).replaceAll('""', '"') : cell).toBe(text);
        if (!quoted) expect(cell).not.toMatch(/[",\r\n]/);
      }),
    );
  });
});
