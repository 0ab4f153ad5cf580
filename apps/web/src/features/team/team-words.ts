import type { TeamMember, TeamNumbers } from "@leadlift/services/team-report/team-report";

/** Where a share stands to the wish: reached, within 15 points of it, or further below. */
export function standingTo(goal: number, share: number): "met" | "near" | "far" {
  // As they are shown: 79.6 % reads as 80 % and has reached it.
  const points = Math.round(share * 100) - Math.round(goal * 100);
  return points >= 0 ? "met" : points >= -15 ? "near" : "far";
}

/** How many days of calls somebody's open leads are. */
export function workDays({ load, dailyLeads }: Pick<TeamMember, "load" | "dailyLeads">): number {
  return load.open === 0 ? 0 : Math.max(1, Math.round(load.open / Math.max(1, dailyLeads)));
}

/** Of each morning's best leads where mornings were kept in the period, else of the best as they are now. */
export function bestOf({ best, load }: Pick<TeamNumbers, "best" | "load">) {
  return best.days > 0 ? best.worked : load.top20;
}

/** Minutes as hours and minutes. */
export function hoursOf(minutes: number): { hours: number; minutes: number } {
  const whole = Math.round(minutes);
  return { hours: Math.floor(whole / 60), minutes: whole % 60 };
}

/** Who is away first, then who soon is; each group by name. */
export function absentOf(members: readonly TeamMember[]): TeamMember[] {
  const soonest = ({ awayUntil, nextLeave }: TeamMember) => (awayUntil ? "" : (nextLeave?.firstDay ?? ""));
  return members
    .filter(({ left, awayUntil, nextLeave }) => !left && (awayUntil !== null || nextLeave !== null))
    .toSorted((a, b) => soonest(a).localeCompare(soonest(b)) || a.name.localeCompare(b.name));
}
