import { createTranslator } from "next-intl";
import { expect, it } from "vitest";
import messages from "../../../messages/en/import.json";
import { undoneWords, undoWords } from "./undo-words.ts";

const words = createTranslator({
  locale: "en-IN",
  messages: { import: messages },
  namespace: "import.undo",
});
const nothing = { total: 0, removes: 0, restores: 0, keeps: 0, kept: [] };

it("says what undoing would remove, give back and keep", () => {
  expect(undoWords({ ...nothing, kind: "leads", removes: 1204, restores: 1, keeps: 3 }, words)).toEqual([
    "Removes 1,204 leads.",
    "Gives 1 lead back what it had before.",
    "Keeps 3 leads worked on since.",
  ]);
  expect(undoWords({ ...nothing, kind: "activities", removes: 1 }, words)).toEqual(["Removes 1 activity."]);
  expect(undoWords({ ...nothing, kind: "listings" }, words)).toEqual([
    "Nothing of this import is left to take back.",
  ]);
});

it("says what undoing did", () => {
  const undo = { status: "done", total: 5, done: 5, error: null, finishedAt: null } as const;
  expect(undoneWords("activities", { ...undo, removed: 2, restored: 2, kept: 1 }, words)).toBe(
    "2 activities removed, 2 activities as before, 1 activity kept because it was changed by a later file.",
  );
  expect(undoneWords("leads", { ...undo, removed: 5, restored: 0, kept: 0 }, words)).toBe("5 leads removed.");
});
