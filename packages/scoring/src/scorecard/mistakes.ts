import type { Language } from "../words/language.ts";
import { labelIn } from "./field-words.ts";
import { sameWay } from "./holds.ts";
import type { Condition, Rule } from "./rule.ts";

/** Most points that one rule can give or take. */
export const mostPoints = 50;
export const mostRules = 60;

export interface Mistake {
  /** place of the rule; null: of the rules together */
  place: number | null;
  sentence: string;
}

/** What is wrong with rules, one sentence a mistake. `fields` are those that there are to ask about. */
export function mistakesIn(
  rules: readonly Rule[],
  fields: ReadonlySet<string>,
  locale: Language = "en",
): Mistake[] {
  const hi = locale === "hi";
  const found: Mistake[] = [];
  const say = (place: number | null, en: string, hindi: string) =>
    found.push({ place, sentence: hi ? hindi : en });
  if (rules.length === 0) {
    say(null, "A scorecard needs at least one rule.", "कम से कम एक नियम रखें।");
  }
  if (rules.length > mostRules) {
    say(
      null,
      `A scorecard has at most ${mostRules} rules; take some away.`,
      `${mostRules} से ज़्यादा नियम नहीं हो सकते; कुछ हटाएँ।`,
    );
  }
  const seen = new Set<string>();
  rules.forEach(({ feature, condition, points }, place) => {
    const label = labelIn(locale, feature);
    if (!fields.has(feature)) {
      say(place, `There is no field “${label}” to ask about.`, `“${label}” नाम की कोई जानकारी नहीं है।`);
    }
    if (!Number.isInteger(points) || Math.abs(points) > mostPoints) {
      say(
        place,
        `Points are whole numbers from −${mostPoints} to +${mostPoints}.`,
        `अंक −${mostPoints} से +${mostPoints} के बीच पूरे होने चाहिए।`,
      );
    }
    if (condition.is === "between" && condition.from > condition.to) {
      say(
        place,
        `“${label}” goes from the smaller number to the larger.`,
        `“${label}” में पहले छोटा, फिर बड़ा नंबर लिखें।`,
      );
    }
    if (condition.is === "one_of" && !condition.values.some((value) => value.trim() !== "")) {
      say(place, `Choose at least one value of “${label}”.`, `“${label}” का कम से कम एक मान चुनें।`);
    }
    const key = `${feature} ${keyOf(condition)}`;
    if (seen.has(key)) {
      say(
        place,
        `“${label}” is asked for the same thing twice; keep one of the two rules.`,
        `“${label}” पर यही नियम दो बार है; एक रखें।`,
      );
    }
    seen.add(key);
  });
  return found;
}

function keyOf(condition: Condition): string {
  if (condition.is !== "one_of") return JSON.stringify(condition);
  return JSON.stringify(condition.values.map(sameWay).sort());
}
