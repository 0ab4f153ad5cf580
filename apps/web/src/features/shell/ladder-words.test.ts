import { defaultLadder } from "@leadlift/services/organisation/default-ladder";
import { createTranslator } from "next-intl";
import { expect, it } from "vitest";
import { catalogues } from "../../i18n/catalogue.ts";
import { ladderWords } from "./ladder-words.ts";

const english = createTranslator({ locale: "en-IN", messages: catalogues["en-IN"], namespace: "shell" });
const hindi = createTranslator({ locale: "hi-IN", messages: catalogues["hi-IN"], namespace: "shell" });

it("says the steps that every organisation starts with in the reader's language", () => {
  expect(ladderWords(defaultLadder, english)).toEqual(defaultLadder);
  const labels = ladderWords(defaultLadder, hindi).map(({ label }) => label);
  expect(labels.filter((label) => /[a-z]/i.test(label))).toEqual([]);
});

it("leaves a step as the organisation named it", () => {
  const own = [
    { key: "won", label: "Keys handed over" },
    { key: "loan", label: "Won" },
  ];
  expect(ladderWords(own, hindi)).toEqual(own);
});
