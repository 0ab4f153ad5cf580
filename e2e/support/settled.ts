import type { Page } from "@playwright/test";
import { alive } from "./alive.ts";

const patienceMs = 20_000;

/** Resolves when nothing that is shown stands for what is still to come, and the page answers. */
export async function settled(page: Page): Promise<void> {
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  await page.waitForFunction(
    () =>
      [...document.querySelectorAll("main [aria-busy=true], main .skeleton")].every(
        (element) => element.getClientRects().length === 0,
      ),
    undefined,
    { timeout: patienceMs },
  );
  await alive(page);
}
