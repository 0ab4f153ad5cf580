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

/** To be called before the page is opened. */
export async function watchVitals(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const vitals: Window["leadliftVitals"] = { lcpMs: 0, shifts: [], events: new Map() };
    window.leadliftVitals = vitals;
    const watch = <Entry extends PerformanceEntry>(
      options: PerformanceObserverInit & { durationThreshold?: number },
      each: (entry: Entry) => void,
    ) => {
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) each(entry as Entry);
      }).observe({ buffered: true, ...options });
    };
    watch({ type: "largest-contentful-paint" }, ({ startTime }) => {
      vitals.lcpMs = startTime;
    });
    watch<PerformanceEntry & { value: number; hadRecentInput: boolean }>(
      { type: "layout-shift" },
      ({ startTime, value, hadRecentInput }) => {
        if (!hadRecentInput) vitals.shifts.push({ at: startTime, value });
      },
    );
    // One press is several events; the slowest of them is what was felt.
    watch<PerformanceEventTiming>({ type: "event", durationThreshold: 16 }, ({ interactionId, duration }) => {
      if (interactionId) {
        vitals.events.set(interactionId, Math.max(vitals.events.get(interactionId) ?? 0, duration));
      }
    });
  });
}

export async function readVitals(page: Page): Promise<Vitals> {
  const { lcpMs, shifts, interactions } = await page.evaluate(() => ({
    lcpMs: window.leadliftVitals.lcpMs,
    shifts: window.leadliftVitals.shifts,
    interactions: [...window.leadliftVitals.events.values()],
  }));
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
