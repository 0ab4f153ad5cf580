import { createLoader } from "nuqs/server";
import { chosenDays, type PeriodLimits, type PeriodView, periodParsers } from "../../format/period.ts";

/** What the page shows, as it stands in the address. */
export const insightsParsers = periodParsers(365);

export const loadInsightsView = createLoader(insightsParsers);

export function insightsLimits(today: string): PeriodLimits {
  return { today, offered: [90, 180, 365, 730], most: 732 };
}

export function insightsDays(view: PeriodView, today: string): { from: string; to: string } {
  return chosenDays(view, insightsLimits(today));
}
