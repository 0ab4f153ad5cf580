import { expect, it } from "vitest";
import { rejectLines } from "./reject-lines.ts";

it("says once why rows were rejected, and which", () => {
  const rejected = (line: number, text: string) => ({ line, text });
  expect(
    rejectLines([
      rejected(4, "no date"),
      rejected(7, "nobody"),
      rejected(8, "nobody"),
      rejected(9, "no date"),
      rejected(10, "nobody"),
    ]),
  ).toEqual([
    { text: "no date", lines: "4, 9" },
    { text: "nobody", lines: "7–8, 10" },
  ]);
  expect(rejectLines([])).toEqual([]);
});
