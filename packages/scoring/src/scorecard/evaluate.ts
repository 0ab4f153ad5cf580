import { featureByName } from "../features/catalogue.ts";
import { isMissing, type RawRecord, type RawValue, tidy } from "../features/raw-value.ts";
import { type Cutoffs, defaultCutoffs, type Grade, gradeOf, type Reason } from "../grade.ts";
import { labelOf } from "../words/word-reason.ts";
import { holds } from "./holds.ts";
import type { Rule } from "./rule.ts";

/** What a scorecard says of one record. */
export interface Evaluation {
  /** by the rules' places: their points where they fired, else 0 */
  points: number[];
  /** places of the rules that fired */
  fired: number[];
  /** the sum of the points: the score less 50, before rounding and limits */
  sum: number;
  /** whether anything that the rules ask about is known of this lead */
  known: boolean;
}

export function evaluate(rules: readonly Rule[], record: RawRecord): Evaluation {
  const fired = rules.flatMap(({ feature, condition }, place) =>
    holds(condition, cellOf(record, feature)) ? [place] : [],
  );
  const points = rules.map(() => 0);
  for (const place of fired) points[place] = rules[place]?.points ?? 0;
  return {
    points,
    fired,
    sum: points.reduce((total, each) => total + each, 0),
    known: rules.some(({ feature }) => tells(feature, cellOf(record, feature))),
  };
}

export type RuleScore =
  | { state: "scored"; score: number; grade: Grade; reasons: Reason[] }
  | { state: "unknown"; score: null; grade: null; reasons: null };

/**
 * 50 and the points of the rules that fired, rounded, within 1 to 99; each such rule is a reason with its points.
 * Unknown where nothing is known of what the rules ask about.
 */
export function scoreByRules(
  rules: readonly Rule[],
  record: RawRecord,
  cutoffs: Cutoffs = defaultCutoffs,
): RuleScore {
  const { fired, sum, known } = evaluate(rules, record);
  if (!known) return { state: "unknown", score: null, grade: null, reasons: null };
  const score = Math.min(99, Math.max(1, Math.round(50 + sum)));
  const reasons = fired
    .flatMap((place) => {
      const rule = rules[place];
      return rule && rule.points !== 0 ? [reasonOf(rule, place, record)] : [];
    })
    .sort((a, b) => Math.abs(b.points) - Math.abs(a.points));
  return { state: "scored", score, grade: gradeOf(score, cutoffs), reasons };
}

/** The fact that made the rule fire, worded as a model's reason is; `rule` is its place, for who looks it up. */
function reasonOf({ feature, points }: Rule, place: number, record: RawRecord): Reason {
  const value = plain(cellOf(record, feature));
  const code = value === null ? "missing" : "value";
  return { feature, code, params: { label: labelOf(feature), value, rule: place }, points };
}

function cellOf(record: RawRecord, feature: string): RawValue {
  return Object.hasOwn(record, feature) ? record[feature] : null;
}

/** Every lead has them, whatever is known of it. */
const always: readonly string[] = ["kind", "lead_age_score", "profile_completeness"];

/** Whether a value tells anything of this lead: the calendar does not, nor what every lead has. */
function tells(feature: string, value: RawValue): boolean {
  if (isMissing(value) || always.includes(feature)) return false;
  if ((feature === "has_phone" || feature === "has_email") && value === false) return false;
  return featureByName(feature)?.purpose !== null;
}

function plain(value: RawValue): string | number | boolean | null {
  if (isMissing(value)) return null;
  if (value instanceof Date) return value.toISOString();
  return typeof value === "string" ? tidy(value).slice(0, 80) : value;
}
