import { describe, expect, it } from "vitest";
import { csvLine } from "./csv-line.ts";

describe("a line of CSV", () => {
  it("quotes only what needs it and doubles quotes inside", () => {
    expect(csvLine(["a", 1.5, null, 'say "hi", then', "two\nlines"])).toBe(
      'a,1.5,,"say ""hi"", then","two\nlines"\n',
    );
  });
});
