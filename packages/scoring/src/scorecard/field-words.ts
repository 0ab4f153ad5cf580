import { featureByName } from "../features/catalogue.ts";
import type { FeatureUnit } from "../features/definition.ts";
import type { Language } from "../words/language.ts";
import { labelOf } from "../words/word-reason.ts";

/** What rules can ask of a profile beside the features. */
const profileUnits: Readonly<Record<string, FeatureUnit | "text">> = {
  kind: "text",
  source: "text",
  city: "text",
  move_in: "text",
  budget_min: "rupees",
  budget_max: "rupees",
  has_phone: "flag",
  has_email: "flag",
};

/** Fields that rules call otherwise than reasons do. */
const renamed: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  en: {
    budget_min: "Lowest budget",
    budget_max: "Budget",
    has_phone: "Has a phone number",
    has_email: "Has an e-mail address",
  },
  hi: {
    budget_min: "सबसे कम बजट",
    budget_max: "बजट",
    has_phone: "फ़ोन नंबर है",
    has_email: "ई-मेल है",
  },
};

/** What a field is called; an attribute of the organisation's has its own label, whatever the language. */
export function labelIn(language: Language, feature: string, own?: string): string {
  return (
    renamed[language][feature] ?? (unitOf(feature) === null ? own : undefined) ?? labelOf(feature, language)
  );
}

/** How a field is measured; null: an attribute, which only the organisation knows. */
export function unitOf(feature: string): FeatureUnit | "text" | null {
  return featureByName(feature)?.unit ?? profileUnits[feature] ?? null;
}

/** Fields of the profile that rules can ask about. */
export const profileFields: readonly string[] = Object.keys(profileUnits).filter(
  (name) => name !== "move_in",
);
