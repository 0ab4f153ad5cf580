import {
  type Fairness,
  type Gain,
  gamers,
  honest,
  measureFairness,
  measureGain,
} from "@leadlift/services/board/fairness";

const months = 1_000;

export interface FairnessResult {
  /** brokers of equal skill with unequal leads */
  equal: (Fairness & { brokers: number })[];
  /** brokers whose true ratios differ by a fifth (standard deviation) */
  unequal: (Fairness & { brokers: number })[];
  /** by a third and more */
  farApart: (Fairness & { brokers: number })[];
  /** of gamers, and of honest people whose leads are handed on */
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
    farApart: teams.map((brokers) => of(brokers, 0.35)),
    gains: [...gamers, ...honest].map((way) => {
      onStep(way);
      return measureGain(way, { months, seed: 1 });
    }),
  };
}

export function asLines({ equal, unequal, farApart, gains }: FairnessResult): string {
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
  for (const [name, rows] of [["by 0.2", unequal] as const, ["by 0.35", farApart] as const]) {
    lines.push("", `brokers  unequal ${name}: set apart  on the wrong side  intervals that hold the truth`);
    for (const { brokers, apart, wrongSide, coverage } of rows) {
      lines.push(`${brokers}  ${percent(apart)}  ${percent(wrongSide)}  ${percent(coverage)}`);
    }
  }
  lines.push("", "gain in results a month, and its standard error");
  for (const { way, gain, error } of gains) lines.push(`${gain.toFixed(3)} ± ${error.toFixed(3)}  ${way}`);
  return `${lines.join("\n")}\n`;
}
