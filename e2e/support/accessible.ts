import { expect, type Page } from "@playwright/test";
import axe from "axe-core";

const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Nothing on the page stands in the way of who cannot see, hear or point well, in the light theme and in the dark one. */
export async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.evaluate(axe.source);
    const found = await page.evaluate(async (only) => {
      const { violations } = await window.axe.run(document, { runOnly: only });
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`);
    }, rules);
    expect.soft(found, `${colorScheme} theme of ${page.url()}`).toEqual([]);
  }
}

declare global {
  interface Window {
    axe: typeof axe;
  }
}
