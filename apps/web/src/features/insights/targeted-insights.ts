import type { Insights } from "@leadlift/services/insights/insights";

/** Insights of an organisation that has chosen its target. */
export type TargetedInsights = Insights & { target: NonNullable<Insights["target"]> };
