import { describe, expect, it } from "vitest";
import { readLocale } from "./locales.ts";

describe("the language of a page", () => {
  it("is the one that was chosen, whatever the browser prefers", () => {
    expect(readLocale("hi-IN", "en-GB,en;q=0.9")).toBe("hi-IN");
  });

  it("is the browser's first that we speak", () => {
    expect(readLocale(undefined, "gu-IN, hi;q=0.9, en;q=0.8")).toBe("hi-IN");
    expect(readLocale("xx", "en-US")).toBe("en-IN");
  });

  it("is English where nothing fits", () => {
    expect(readLocale(undefined, "gu,mr")).toBe("en-IN");
    expect(readLocale(undefined, null)).toBe("en-IN");
  });
});
