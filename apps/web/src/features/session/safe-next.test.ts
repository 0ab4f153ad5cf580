import { describe, expect, it } from "vitest";
import { safeNext } from "./safe-next.ts";

describe("safeNext", () => {
  it("leads back to a page of ours with its view", () => {
    expect(safeNext("/leads?grade=A&q=rhea")).toBe("/leads?grade=A&q=rhea");
  });

  it.each([
    undefined,
    "",
    "leads",
    "//evil.example",
    "/\\evil.example",
    "https://evil.example",
    ["/a", "/b"],
  ])("never leads elsewhere: %s", (next) => {
    expect(safeNext(next)).toBe("/today");
  });
});
