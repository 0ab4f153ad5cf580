import { describe, expect, it } from "vitest";
import { featureByName, featureNames } from "../features/catalogue.ts";
import { targetFeatures } from "../features/source.ts";
import { hindiFeatureWords } from "./hindi-features.ts";
import { hindiEntries } from "./hindi-lexicon.ts";
import { englishEntries } from "./lexicon.ts";
import { wordReason } from "./word-reason.ts";

const names = [...featureNames, ...targetFeatures.map(({ name }) => name)];
const latinWord = /\b(the|of|not|known|in|no|to|we|has)\b/i;
const say = (feature: string, value: string | number | boolean | null) =>
  wordReason({ feature, code: value === null ? "missing" : "value", params: { value }, points: 3 }, "hi")
    .text;

describe("reasons in Hindi", () => {
  it("have words for every feature that has them in English, and are given the same", () => {
    expect(Object.keys(hindiFeatureWords).sort()).toEqual([...names].sort());
    for (const name of names) {
      const [english, hindi] = [featureByName(name)?.words, hindiFeatureWords[name]];
      expect(Object.keys(hindi ?? {}).sort(), name).toEqual(Object.keys(english ?? {}).sort());
      expect(hindi?.known.includes("{value}"), name).toBe(english?.known.includes("{value}"));
      expect(hindi?.names?.length, name).toBe(english?.names?.length);
    }
  });

  it("know the same columns of files, and speak of the same values", () => {
    expect([...hindiEntries.keys()].sort()).toEqual([...englishEntries.keys()].sort());
    for (const [key, english] of englishEntries) {
      const hindi = hindiEntries.get(key);
      for (const value of [0, 1, 2.5, "approved", "3 months", "Yes", true, ""]) {
        expect(typeof hindi?.say(value), `${key} = ${value}`).toBe(typeof english.say(value));
        expect(typeof hindi?.show?.(value), `${key} = ${value}`).toBe(typeof english.show?.(value));
      }
      expect(hindi?.unknown === undefined, key).toBe(english.unknown === undefined);
    }
  });

  it("leave no English and no gap in a sentence", () => {
    for (const name of names) {
      for (const value of [0, 0.3, 1, 2, 60, null]) {
        const sentence = say(name, value);
        expect(sentence, name).toMatch(/\p{Script=Devanagari}/u);
        expect(sentence, name).not.toMatch(latinWord);
        expect(sentence, name).not.toMatch(/[{}]|undefined|NaN|null| {2}/);
      }
    }
  });

  it.each<[string, string | number | boolean | null, string]>([
    ["site_minutes", 24, "वेबसाइट पर 24 मिनट बिताए"],
    ["budget_max", 8_500_000, "बजट ₹85 लाख"],
    ["loan_status", "approved", "लोन मंज़ूर हो चुका है"],
    ["source", "99acres", "99acres से आए"],
    ["silence_days", 6, "आख़िरी बार 6 दिन पहले बात हुई"],
    ["month", 2, "महीना: फ़रवरी"],
    ["marital", null, "Marital: पता नहीं"],
  ])("%s = %s reads “%s”", (feature, value, sentence) => {
    expect(say(feature, value)).toBe(sentence);
  });

  it("name the rows that are about no feature", () => {
    const row = (code: string, params = {}) =>
      wordReason({ feature: code, code, params, points: 1 }, "hi").text;
    expect(row("average")).toBe("इस मॉडल की औसत लीड");
    expect(row("others", { count: 7 })).toBe("7 छोटी वजहें मिलाकर");
  });
});
