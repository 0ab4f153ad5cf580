import { featureByName, featureNames } from "../features/catalogue.ts";
import { targetFeatures } from "../features/source.ts";
import { lexiconKey } from "./column-label.ts";
import type { Entry } from "./entry.ts";
import { featureEntry } from "./feature-words.ts";
import { hindiFeatureWords } from "./hindi-features.ts";
import { hindiEntries } from "./hindi-lexicon.ts";
import type { Language } from "./language.ts";
import { englishEntries } from "./lexicon.ts";

/** Features of ours, in their own words. */
function featuresIn(language: Language): ReadonlyMap<string, Entry> {
  return new Map(
    [...featureNames, ...targetFeatures.map(({ name }) => name)].flatMap((name) => {
      const meta = featureByName(name);
      if (!meta) return [];
      const words = (language === "hi" && hindiFeatureWords[name]) || meta.words;
      return [[lexiconKey(name), featureEntry({ words, unit: meta.unit }, language)]];
    }),
  );
}

const features = { en: featuresIn("en"), hi: featuresIn("hi") } as const satisfies Record<Language, unknown>;
const entries = { en: englishEntries, hi: hindiEntries } as const satisfies Record<Language, unknown>;

/** The entry of a column by its name, whatever its spelling; undefined when it is not well known. */
export function lookUp(name: string, language: Language = "en"): Entry | undefined {
  const key = lexiconKey(name);
  return features[language].get(key) ?? entries[language].get(key);
}
