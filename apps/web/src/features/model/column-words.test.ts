import type { DoubtedColumn } from "@leadlift/services/model/doubted-columns";
import { describe, expect, it } from "vitest";
import { changeText, standingText } from "./column-words.ts";

const column = (given: Partial<DoubtedColumn>): DoubtedColumn => ({
  column: "token",
  label: "Token",
  level: null,
  evidence: null,
  used: null,
  choice: null,
  ...given,
});

describe("the words for a column in doubt", () => {
  it("say what was done about it and by whom", () => {
    expect(standingText(column({ level: "left out", used: false }))).toContain("so left out");
    expect(standingText(column({ level: "left out", used: true }))).toContain("as chosen");
    expect(standingText(column({ level: "suspected", used: true }))).toContain("used all the same");
    expect(standingText(column({ choice: "leave", used: false }))).toBe("Left out as chosen.");
  });

  it("say what the next training will do otherwise, and nothing when it will not", () => {
    expect(changeText(column({ choice: "use", used: false }))).toBe("The next training uses it.");
    expect(changeText(column({ choice: "leave", used: true }))).toBe("The next training leaves it out.");
    expect(changeText(column({ choice: null, level: "left out", used: true }))).toContain("leaves it out");
    expect(changeText(column({ choice: "use", used: true }))).toBeNull();
    expect(changeText(column({ choice: null, level: "suspected", used: true }))).toBeNull();
  });

  it("say so before there is a model, too", () => {
    expect(changeText(column({ choice: "leave", used: null }))).toBe("The next training leaves it out.");
    expect(changeText(column({ choice: "use", used: null }))).toBe("The next training uses it.");
  });
});
