import type { Share } from "../statistics/wilson-interval.ts";
import type { BoardRules } from "./rules.ts";

/** What everybody can do something about, whatever leads they are given; the only things that are praised. */
export const habits = ["first_reply", "follow_ups", "logging"] as const;
export type Habit = (typeof habits)[number];

export interface Praise {
  /** kept nearly always in the month */
  badges: Habit[];
  /** kept so many times running, up to now or the month's end */
  streaks: { habit: Habit; inARow: number }[];
}

/** Badges and streaks of somebody's month, by the rules that it is counted by. */
export function praiseOf(
  counts: Readonly<Record<Habit, { kept: Share; inARow: number }>>,
  { share, n, streak }: BoardRules["praise"],
): Praise {
  return {
    badges: habits.filter((habit) => {
      const { kept } = counts[habit];
      return kept.share !== null && kept.share >= share && kept.n >= n;
    }),
    streaks: habits.flatMap((habit) => {
      const { inARow } = counts[habit];
      return inARow >= streak ? [{ habit, inARow }] : [];
    }),
  };
}
