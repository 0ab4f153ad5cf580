import { featureByName } from "../features/catalogue.ts";
import type { Report } from "../report.ts";

export type FeatureSet = NonNullable<Report["lift"]>["sets"][number]["of"];

/** Smallest first; each holds those before it. */
export const featureSets = ["profile", "canonical", "all"] as const satisfies readonly FeatureSet[];

/** The nine features that every lead scorer knows. */
const canonical: ReadonlySet<string> = new Set([
  "engagement_score",
  "response_velocity",
  "interaction_frequency",
  "decision_maker_probability",
  "company_maturity_score",
  "industry_affinity",
  "seasonal_intent",
  "time_to_quarter_end",
  "lead_age_score",
]);

/** The smallest set that has the column: what a lead told is its profile, an organisation's own attributes included. */
export function featureSetOf(column: string): FeatureSet {
  if (canonical.has(column)) return "canonical";
  return featureByName(column) ? "all" : "profile";
}

export function holds(set: FeatureSet, column: string): boolean {
  return featureSets.indexOf(featureSetOf(column)) <= featureSets.indexOf(set);
}
