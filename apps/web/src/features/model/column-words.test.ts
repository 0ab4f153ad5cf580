import type { DoubtedColumn } from "@leadlift/services/model/doubted-columns";
import { describe, expect, it } from "vitest";
import { changeOf, standingOf } from "./column-words.ts";

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
    expect(standingOf(column({ level: "left out", used: false }))).toBe("certainLeft");
    expect(standingOf(column({ level: "left out", used: true }))).toBe("certainUsed");
    expect(standingOf(column({ level: "suspected", used: true }))).toBe("suspected");
    expect(standingOf(column({ choice: "leave", used: false }))).toBe("left");
    expect(standingOf(column({ choice: "leave", used: false, evidence: "as said" }))).toBe("leftBefore");
  });

  it("say what the next training will do otherwise, and nothing when it will not", () => {
    expect(changeOf(column({ choice: "use", used: false }))).toBe("use");
    expect(changeOf(column({ choice: "leave", used: true }))).toBe("leave");
    expect(changeOf(column({ choice: null, level: "left out", used: true }))).toBe("leave");
    expect(changeOf(column({ choice: "use", used: true }))).toBeNull();
    expect(changeOf(column({ choice: null, level: "suspected", used: true }))).toBeNull();
  });

  it("say so before there is a model, too", () => {
    expect(changeOf(column({ choice: "leave", used: null }))).toBe("leave");
    expect(changeOf(column({ choice: "use", used: null }))).toBe("use");
  });
});
