import { createLoader, parseAsString } from "nuqs/server";
import { chosenDays, type PeriodLimits, type PeriodView, periodParsers } from "../../format/period.ts";

/** What the page shows, as it stands in the address. */
export const teamParsers = {
  ...periodParsers(28),
  /** of one team; empty: of everybody */
  team: parseAsString.withDefault(""),
};

export const loadTeamView = createLoader(teamParsers);

export function teamLimits(today: string): PeriodLimits {
  return { today, offered: [7, 28, 90], most: 92 };
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The question behind an address; what it says wrongly is left out. */
export function reportInput(view: PeriodView & { team: string }, today: string) {
  return { ...chosenDays(view, teamLimits(today)), ...(uuid.test(view.team) && { teamId: view.team }) };
}
