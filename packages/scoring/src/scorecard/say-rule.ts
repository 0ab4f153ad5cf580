import type { Language } from "../words/language.ts";
import { labelIn } from "./field-words.ts";
import type { Condition, ConditionKind, Rule } from "./rule.ts";
import { sayValue } from "./say-value.ts";

/** A condition's kind, or that with the one value for which there are words of their own. */
type Phrase = ConditionKind | `${ConditionKind}:${number}`;
type Phrases = Readonly<Partial<Record<Phrase, Readonly<Record<Language, string>>>>>;

/** The sentences people would use; `{value}` is the limit. Any other rule is said with its field's label. */
const phrases: Readonly<Record<string, Phrases>> = {
  visits_booked: {
    "at_least:1": { en: "Has booked a site visit", hi: "साइट विज़िट बुक की है" },
    at_least: {
      en: "Has booked at least {value} site visits",
      hi: "कम से कम {value} साइट विज़िट बुक की हैं",
    },
  },
  visits_done: {
    "at_least:1": { en: "Has come to a site visit", hi: "साइट विज़िट पर आए हैं" },
    at_least: { en: "Has come to at least {value} site visits", hi: "कम से कम {value} साइट विज़िट पर आए हैं" },
  },
  visits_missed: {
    "at_least:1": { en: "Has missed a site visit", hi: "साइट विज़िट पर नहीं आए" },
    at_least: { en: "Has missed at least {value} site visits", hi: "कम से कम {value} साइट विज़िट पर नहीं आए" },
  },
  days_since_visit: {
    at_most: { en: "Came to a site visit in the last {value}", hi: "पिछले {value} में साइट विज़िट पर आए" },
    at_least: {
      en: "Last came to a site visit {value} ago or more",
      hi: "पिछली साइट विज़िट को {value} या ज़्यादा हो गए",
    },
  },
  calls_in: {
    "at_least:1": { en: "Has called us", hi: "हमें कॉल की है" },
    at_least: { en: "Has called us at least {value} times", hi: "हमें कम से कम {value} बार कॉल की है" },
  },
  messages_in: {
    "at_least:1": { en: "Has written to us", hi: "हमें मैसेज किया है" },
    at_least: { en: "Has written to us at least {value} times", hi: "हमें कम से कम {value} बार मैसेज किया है" },
  },
  first_reply_minutes: {
    at_most: { en: "First replied within {value}", hi: "पहला जवाब {value} के अंदर दिया" },
    at_least: { en: "Took {value} or more to reply", hi: "पहला जवाब {value} या ज़्यादा में दिया" },
    unknown: { en: "Has not replied to us", hi: "अब तक जवाब नहीं दिया" },
    known: { en: "Has replied to us", hi: "हमें जवाब दिया है" },
  },
  listing_returns: {
    "at_least:1": { en: "Came back to the same listing", hi: "उसी लिस्टिंग को फिर देखा" },
    at_least: {
      en: "Came back to a listing at least {value} times",
      hi: "कोई लिस्टिंग कम से कम {value} बार फिर देखी",
    },
  },
  acts_7d: {
    at_least: { en: "Active at least {value} times in 7 days", hi: "7 दिन में कम से कम {value} बार सक्रिय" },
    "at_most:0": { en: "Not active in 7 days", hi: "7 दिन से कोई गतिविधि नहीं" },
  },
  silence_days: {
    at_least: { en: "Silent for {value} or more", hi: "{value} या ज़्यादा से चुप" },
    at_most: { en: "Heard from in the last {value}", hi: "पिछले {value} में बात हुई" },
  },
  budget_fit: {
    at_least: { en: "Budget fits the price by {value} or more", hi: "बजट कीमत से {value} या ज़्यादा मेल खाता है" },
    at_most: {
      en: "Budget is far from the price (fits by {value} or less)",
      hi: "बजट कीमत से दूर है (मेल {value} या कम)",
    },
  },
  budget_max: {
    known: { en: "Has said a budget", hi: "बजट बताया है" },
    unknown: { en: "Has said no budget", hi: "बजट नहीं बताया" },
    at_least: { en: "Budget of {value} or more", hi: "बजट {value} या ज़्यादा" },
    at_most: { en: "Budget of {value} or less", hi: "बजट {value} या कम" },
  },
  financing_stated: {
    "at_least:0.5": { en: "Loan applied for, or money settled", hi: "लोन के लिए आवेदन, या पैसे का इंतज़ाम पक्का" },
    "at_most:0": { en: "Says there is no financing yet", hi: "अभी पैसे का इंतज़ाम नहीं" },
  },
  phone_valid: {
    false: { en: "Phone number cannot be right", hi: "फ़ोन नंबर गलत है" },
    true: { en: "Phone number is valid", hi: "फ़ोन नंबर सही है" },
  },
  email_bounced: {
    true: { en: "E-mails come back", hi: "ई-मेल लौट आती है" },
    false: { en: "E-mails arrive", hi: "ई-मेल पहुँचती है" },
  },
  free_mail: {
    true: { en: "Writes from a private address", hi: "निजी ई-मेल से लिखते हैं" },
    false: { en: "Writes from an address at work", hi: "दफ़्तर के ई-मेल से लिखते हैं" },
  },
  source: {
    one_of: { en: "Came from {value}", hi: "{value} से आए" },
  },
  city: {
    one_of: { en: "From {value}", hi: "{value} से" },
  },
  move_in: {
    one_of: { en: "Wants to move in within: {value}", hi: "रहना है: {value}" },
  },
  profile_completeness: {
    at_least: { en: "{value} or more of the profile is filled in", hi: "प्रोफ़ाइल {value} या ज़्यादा भरी है" },
    at_most: { en: "{value} or less of the profile is filled in", hi: "प्रोफ़ाइल {value} या कम भरी है" },
  },
};

const general: Readonly<Record<ConditionKind, Readonly<Record<Language, string>>>> = {
  at_least: { en: "{label}: {value} or more", hi: "{label}: {value} या ज़्यादा" },
  at_most: { en: "{label}: {value} or less", hi: "{label}: {value} या कम" },
  between: { en: "{label}: {from} to {to}", hi: "{label}: {from} से {to}" },
  one_of: { en: "{label}: {value}", hi: "{label}: {value}" },
  true: { en: "{label}: yes", hi: "{label}: हाँ" },
  false: { en: "{label}: no", hi: "{label}: नहीं" },
  known: { en: "{label} is known", hi: "{label} पता है" },
  unknown: { en: "{label} is not known", hi: "{label} पता नहीं" },
};

const or: Readonly<Record<Language, string>> = { en: " or ", hi: " या " };

/** Days after which freshness, which halves every 14 days, has fallen to this. */
const ageAt = (freshness: number) => Math.max(1, Math.round(14 * Math.log2(100 / freshness)));

/** A rule as a sentence without its points: "Silent for 14 days or more". `own` is an attribute's label. */
export function sayRule(
  { feature, condition }: Pick<Rule, "feature" | "condition">,
  locale: Language = "en",
  own?: string,
): string {
  const age = feature === "lead_age_score" ? sayAge(condition, locale) : null;
  if (age) return age;
  const words = phraseOf(feature, condition) ?? general[condition.is];
  return fill(words[locale], {
    label: labelIn(locale, feature, own),
    ...("value" in condition ? { value: sayValue(feature, condition.value, locale) } : {}),
    ...("from" in condition
      ? { from: sayValue(feature, condition.from, locale), to: sayValue(feature, condition.to, locale) }
      : {}),
    ...("values" in condition ? { value: listed(condition.values, locale) } : {}),
  });
}

function phraseOf(feature: string, condition: Condition): Readonly<Record<Language, string>> | undefined {
  const own = Object.hasOwn(phrases, feature) ? phrases[feature] : undefined;
  const exact = "value" in condition ? own?.[`${condition.is}:${condition.value}`] : undefined;
  return exact ?? own?.[condition.is];
}

function sayAge(condition: Condition, locale: Language): string | null {
  if (!("value" in condition) || !(condition.value > 0 && condition.value < 100)) return null;
  const days = sayValue("days_since_visit", ageAt(condition.value), locale);
  const fresh = condition.is === "at_least";
  if (locale === "hi") return fresh ? `पूछताछ ${days} के अंदर की है` : `पूछताछ ${days} या ज़्यादा पुरानी है`;
  return fresh ? `Enquired in the last ${days}` : `Enquired ${days} ago or more`;
}

function listed(values: readonly string[], locale: Language): string {
  return values.length < 2
    ? values.join("")
    : `${values.slice(0, -1).join(", ")}${or[locale]}${values.at(-1) ?? ""}`;
}

function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}
