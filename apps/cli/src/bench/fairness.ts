import {
  accomplice,
  type Fairness,
  type Gain,
  type Gamer,
  gamers,
  measureFairness,
  measureGain,
} from "@leadlift/services/board/fairness";

const months = 1_000;
const players: readonly Gamer[] = [...gamers, accomplice];

export interface FairnessResult {
  /** brokers of equal skill with unequal leads */
  equal: (Fairness & { brokers: number })[];
  /** brokers whose true ratios differ by a fifth (standard deviation) */
  unequal: (Fairness & { brokers: number })[];
  gains: Gain[];
}

/** What the leaderboard does to brokers who are equal, to those who are not, and to gamers: made-up months. */
export function measureBoard(onStep: (step: string) => void): FairnessResult {
  const of = (brokers: number, skill: number) => {
    onStep(`${brokers} brokers, ${skill === 0 ? "equal" : "unequal"}`);
    return { brokers, ...measureFairness({ months, brokers, seed: 1, skill }) };
  };
  const teams = [6, 12, 25];
  return {
    equal: teams.map((brokers) => of(brokers, 0)),
    unequal: teams.map((brokers) => of(brokers, 0.2)),
    gains: players.map((gamer) => {
      onStep(gamer);
      return measureGain(gamer, { months, seed: 1 });
    }),
  };
}

export function asLines({ equal, unequal, gains }: FairnessResult): string {
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
  const lines = [
    `Over ${months} months each.`,
    "",
    "brokers  equal: months with anybody apart  farthest from place 0.5  in s.e.",
  ];
  for (const { brokers, monthsApart, places, differences } of equal) {
    const farthest = Math.max(...places.map((place) => Math.abs(place - 0.5)));
    const worst = Math.max(...differences.map(Math.abs));
    lines.push(`${brokers}  ${percent(monthsApart)}  ${farthest.toFixed(3)}  ${worst.toFixed(1)}`);
  }
  lines.push("", "brokers  unequal: set apart  on the wrong side  intervals that hold the truth");
  for (const { brokers, apart, wrongSide, coverage } of unequal) {
    lines.push(`${brokers}  ${percent(apart)}  ${percent(wrongSide)}  ${percent(coverage)}`);
  }
  lines.push("", "gain in results a month, and its standard error");
  for (const { gamer, gain, error } of gains)
    lines.push(`${gain.toFixed(3)} ± ${error.toFixed(3)}  ${gamer}`);
  return `${lines.join("\n")}\n`;
}
