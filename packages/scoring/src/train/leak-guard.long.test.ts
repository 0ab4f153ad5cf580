import { expect, it } from "vitest";
import { findLeaks, type LeakFinding } from "./leak-guard.ts";
import { seededRandom } from "./random.ts";
import { writing } from "./training-table.ts";

/** docs/features.md counts a thousand, which takes minutes. */
const tables = 100;
const shares = [0.05, 0.15, 0.3, 0.5];

interface HonestTable {
  rows: number;
  /** Standard deviations between successes and failures, by a draw of 0 to 1. */
  apart(draw: number): number;
}

/** Alarms about ten columns, numbers and categories in turn, with up to 60 % missing; none is a leak. */
function alarmsIn(seed: number, { rows, apart }: HonestTable): LeakFinding[] {
  const random = seededRandom(seed);
  const positives = shares[seed % shares.length];
  const labels = Uint8Array.from({ length: rows }, () => (random() < positives ? 1 : 0));
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const columns = Array.from({ length: 10 }, (_, c) => {
    const shift = apart(random());
    const missing = 0.6 * random();
    return Array.from(labels, (y) => {
      const x = normal() + shift * y;
      if (random() < missing) return "";
      return c % 2 === 1 ? x.toFixed(2) : `level ${Math.max(0, Math.min(5, Math.floor(x + 2.5)))}`;
    });
  });
  const names = columns.map((_, c) => `c${c}`);
  return findLeaks({ names, columns, labels }, Uint32Array.from(labels.keys()));
}

function count(table: HonestTable) {
  const found = Array.from({ length: tables }, (_, i) => alarmsIn(1000 + i, table)).flat();
  const of = (level: LeakFinding["level"]) => found.filter((each) => each.level === level).length;
  return { leftOut: of("left out"), suspected: of("suspected") };
}

it("raises no false alarm in 1,000 honest columns, each up to a standard deviation apart", () => {
  const alarms = count({ rows: 2000, apart: (draw) => draw });
  console.info(`Up to 1 apart: ${JSON.stringify(alarms)} of ${10 * tables}.`);
  expect(alarms).toEqual({ leftOut: 0, suspected: 0 });
});

it("leaves out no honest column that is far ahead of weak ones, though it suspects some", () => {
  const alarms = count({ rows: 2000, apart: (draw) => 1.6 * draw ** 3 });
  console.info(`Up to 1.6 apart, most of them weak: ${JSON.stringify(alarms)} of ${10 * tables}.`);
  expect(alarms.leftOut).toBe(0);
  expect(alarms.suspected).toBeLessThan(tables);
});

/** Leads are worked for 90 days; 15 % succeed, after ten days on average, the others are decided after thirty. */
function habits(rewritesPerMonth: number, seed: number): Uint8Array {
  const random = seededRandom(seed);
  const wait = (mean: number) => -mean * Math.log(1 - random());
  return Uint8Array.from({ length: 300 }, () => {
    const decided = random() < 0.15 ? wait(10) : 30;
    let last = 0;
    for (let day = wait(30 / rewritesPerMonth); day < 90; day += wait(30 / rewritesPerMonth)) last = day;
    return last > decided ? writing.after : writing.before;
  });
}

it.each([
  { rewritesPerMonth: 0.1, doubted: "none" },
  { rewritesPerMonth: 0.2, doubted: "some" },
  { rewritesPerMonth: 0.5, doubted: "all" },
])(
  "doubts $doubted of the columns that are rewritten at random $rewritesPerMonth times a month",
  ({ rewritesPerMonth, doubted }) => {
    const random = seededRandom(4);
    const rows = Uint32Array.from({ length: 600 }, (_, row) => row);
    const labels = Uint8Array.from(rows, () => (random() < 0.15 ? 1 : 0));
    const cells = Array.from(rows, () => random().toFixed(3));
    const levels = Array.from({ length: 500 }, (_, seed) => {
      // Three hundred on record, three hundred that came with their outcome.
      const standing = new Uint8Array(600);
      standing.set(habits(rewritesPerMonth, 7 + seed));
      const shown = Uint8Array.from(rows, (row) => (row < 300 ? writing.before : writing.unknown));
      const written = { shown: { note: shown }, standing: { note: standing } };
      return findLeaks({ names: ["note"], columns: [cells], labels, written }, rows).map(
        ({ level }) => level,
      );
    });
    const share = levels.filter((found) => found.length > 0).length / levels.length;
    console.info(`${rewritesPerMonth} a month: ${100 * share} % of 500 doubted.`);
    expect(levels.flat()).not.toContain("left out");
    if (doubted === "none") expect(share).toBe(0);
    if (doubted === "some") expect(share).toBeLessThan(0.6);
    if (doubted === "all") expect(share).toBe(1);
  },
);
