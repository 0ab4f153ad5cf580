import { fileURLToPath } from "node:url";
import type { Page } from "@playwright/test";

/** What a page's visitor has felt so far. */
export interface Vitals {
  /** milliseconds until the largest content was painted */
  lcpMs: number;
  /** the worst session of layout shifts that nobody asked for */
  cls: number;
  /** milliseconds from each press to the next paint; those below 16 are not told */
  interactions: readonly number[];
}

declare global {
  interface Window {
    leadliftVitals: { lcpMs: number; shifts: { at: number; value: number }[]; events: Map<number, number> };
  }
}

/** A file of its own: functions that are compiled here know helpers that a page does not. */
const watching = fileURLToPath(new URL("./watch-vitals.js", import.meta.url));

/** To be called before the page is opened. */
export async function watchVitals(page: Page): Promise<void> {
  await page.addInitScript({ path: watching });
}

/** Throws where nothing was watched: a figure of 0 would look like a good one. */
export async function readVitals(page: Page): Promise<Vitals> {
  const { lcpMs, shifts, interactions } = await page.evaluate(() => ({
    lcpMs: window.leadliftVitals.lcpMs,
    shifts: window.leadliftVitals.shifts,
    interactions: [...window.leadliftVitals.events.values()],
  }));
  if (lcpMs === 0) throw new Error(`${page.url()} was not seen to paint anything.`);
  return { lcpMs, cls: worstSession(shifts), interactions };
}

/** Shifts less than a second apart are one session, for five seconds at most (web.dev/articles/cls). */
export function worstSession(shifts: readonly { at: number; value: number }[]): number {
  let worst = 0;
  let [start, last, sum] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
  for (const { at, value } of shifts) {
    const goesOn = at - last < 1000 && at - start < 5000;
    start = goesOn ? start : at;
    sum = (goesOn ? sum : 0) + value;
    last = at;
    worst = Math.max(worst, sum);
  }
  return worst;
}
