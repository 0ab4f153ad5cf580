import type { Page } from "@playwright/test";

const patienceMs = 20_000;

/** Resolves when nothing on the page stands for what is still to come. */
export async function settled(page: Page): Promise<void> {
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  await page.waitForFunction(
    () => document.querySelector("main [aria-busy=true], main .skeleton") === null,
    undefined,
    { timeout: patienceMs },
  );
}
