import type { Report } from "../report.ts";
import type { Language } from "./language.ts";

type Lift = NonNullable<Report["lift"]>;
type SetName = Lift["sets"][number]["of"];

const setNames: Readonly<Record<Language, Readonly<Record<SetName, string>>>> = {
  en: {
    profile: "The profile only",
    canonical: "With the nine canonical features",
    all: "With all features: this model",
  },
  hi: {
    profile: "सिर्फ़ प्रोफ़ाइल",
    canonical: "नौ मुख्य जानकारियों के साथ",
    all: "सारी जानकारी के साथ: यह मॉडल",
  },
};

export interface LiftRow {
  name: string;
  auc: number;
  low: number;
  high: number;
  /** Above the first of them: "+0.121" and "+0.084 to +0.158". */
  gain: { auc: string; range: string } | null;
}

/** What each set of features ranks like, smallest first, and last what knows more than any model. */
export function liftRows({ sets, reference }: Lift, language: Language = "en"): LiftRow[] {
  const to = language === "hi" ? "से" : "to";
  return [
    ...sets.map(({ of, auc, aucInterval, gain }) => ({
      name: setNames[language][of],
      auc,
      ...aucInterval,
      gain: gain && { auc: signed(gain.auc), range: `${signed(gain.low)} ${to} ${signed(gain.high)}` },
    })),
    ...(reference
      ? [{ name: sentenceCase(reference.name), auc: reference.auc, ...reference.aucInterval, gain: null }]
      : []),
  ];
}

/** How the figures came about and what they are worth. */
export function liftText({ sets, testRows, positives }: Lift, language: Language = "en"): string {
  const gain = sets.at(-1)?.gain;
  const doubtful = gain !== null && gain !== undefined && gain.low <= 0;
  if (language === "hi") {
    const doubt = doubtful ? " इतनी कम लीड पर फ़ायदा संयोग भी हो सकता है।" : "";
    return `हर एक को उन्हीं पंक्तियों पर, इसी मॉडल की सेटिंग से सिखाया गया; बस कितने चक्कर चाहिए, यह नए सिरे से निकाला गया। सबको उन्हीं ${count(testRows)} लीड पर जाँचा गया, जिनमें से ${count(positives)} वहाँ पहुँचीं। सीमाएँ 95 % की हैं।${doubt}`;
  }
  const how =
    "Each was trained on the same rows with the settings that were found for this model; only how many rounds it takes was found anew.";
  const counts = `All are tested on the same ${count(testRows)} leads, ${count(positives)} of which got there.`;
  return `${how} ${counts} Ranges are 95 % intervals.${doubtful ? " On so few, the gain may be chance." : ""}`;
}

const atAnHour: Readonly<Record<Language, Readonly<Record<"untimed" | "few", string>>>> = {
  en: {
    untimed:
      "Every row is a lead as it was an hour after its enquiry: of more than a tenth of the outcomes nobody knows when they came, so that later ages could give them away.",
    few: "Every row is a lead as it was an hour after its enquiry: at later ages fewer than 40 of either kind would be left that were not decided yet.",
  },
  hi: {
    untimed:
      "हर पंक्ति एक लीड है, जैसी वह पूछताछ के एक घंटे बाद थी: दसवें हिस्से से ज़्यादा नतीजों का समय पता नहीं, इसलिए बाद की हालत से नतीजा खुल सकता था।",
    few: "हर पंक्ति एक लीड है, जैसी वह पूछताछ के एक घंटे बाद थी: बाद में दोनों तरह की 40 से कम लीड बचतीं जिनका फ़ैसला न हुआ हो।",
  },
};

export function landmarkText(
  { rule, rows }: NonNullable<Report["landmarks"]>,
  language: Language = "en",
): string {
  if (rule === "hour: untimed") return atAnHour[language].untimed;
  if (rule === "hour: few") return atAnHour[language].few;
  const ages = rows.map((each) => `${ageText(each.hours, language)} (${count(each.rows)})`).join(", ");
  return language === "hi"
    ? `हर पंक्ति एक लीड है, फ़ैसले से पहले, पूछताछ की किसी एक उम्र पर: ${ages}।`
    : `Each row is a lead as it was at one age of its enquiry, before it was decided: ${ages}.`;
}

const hindiNotes: Readonly<Record<string, string>> = {
  "nothing in it": "इसमें कुछ नहीं है",
  "every row has its own value": "हर पंक्ति में अलग मान है",
  "the same value in every row": "हर पंक्ति में एक ही मान है",
  "the same value in every training row": "सीखने की हर पंक्ति में एक ही मान है",
};

/** A note on a column; one with figures of its own stays as training wrote it, in English. */
export function noteText(note: string, language: Language = "en"): string {
  return language === "hi" ? (hindiNotes[note] ?? note) : note;
}

/** @param timeZone that dates are said in. */
export function windowText(
  window: NonNullable<Report["window"]>,
  timeZone: string,
  language: Language = "en",
): string {
  const dates = new Intl.DateTimeFormat(`${language}-IN`, { dateStyle: "medium", timeZone });
  const day = (moment: string) => dates.format(new Date(moment));
  const { from, to, testFrom, horizonDays } = window;
  if (language === "hi") {
    const tested = testFrom ? `; ${day(testFrom)} से आगे की लीड मॉडल को जाँचती हैं` : "";
    const label = horizonDays === null ? "" : ` नतीजा तब गिना गया जब वह पूछताछ के ${horizonDays} दिन में आया।`;
    return `लीड ${day(from)} से ${day(to)} तक की हैं${tested}।${label}`;
  }
  const tested = testFrom ? `; those from ${day(testFrom)} on test the model` : "";
  const label =
    horizonDays === null ? "" : ` An outcome counts if it came within ${horizonDays} days of the enquiry.`;
  return `Rows are from ${day(from)} to ${day(to)}${tested}.${label}`;
}

function ageText(hours: number, language: Language): string {
  const [n, unit, hindi] = hours < 24 ? [hours, "hour", "घंटे"] : [hours / 24, "day", "दिन"];
  if (language === "hi") return `${n} ${n === 1 ? hindi.replace(/े$/, "ा") : hindi}`;
  return `${n} ${unit}${n === 1 ? "" : "s"}`;
}

function signed(x: number): string {
  return `${x < 0 ? "−" : "+"}${Math.abs(x).toFixed(3)}`;
}

function count(n: number): string {
  return n.toLocaleString("en-IN");
}

function sentenceCase(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
