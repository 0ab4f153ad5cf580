import type { Page } from "@playwright/test";

/**
 * A page shows before it answers, and what is clicked meanwhile is lost: resolves when all that can be used is React's.
 * Pages without the menu hold back their one form by themselves.
 */
export async function alive(page: Page): Promise<void> {
  for (let leftBehind = true; leftBehind; ) {
    leftBehind = await rests(page).then(
      () => false,
      (error: unknown) => {
        // The address led on to another page: that one is looked at.
        if (error instanceof Error && error.message.includes("context was destroyed")) return true;
        throw error;
      },
    );
  }
}

async function rests(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    [...document.querySelectorAll("#main :is(a, button, input, select, textarea)")].every((element) =>
      Object.keys(element).some((key) => key.startsWith("__reactProps")),
    ),
  );
  // React marks what it takes over before it listens there; once it rests, it does.
  await page.evaluate(
    () => new Promise<void>((rested) => requestIdleCallback(() => rested(), { timeout: 2_000 })),
  );
}

/** Has whatever is opened by its address wait for that. */
export function waitingUntilAlive(page: Page): Page {
  const goto = page.goto.bind(page);
  const reload = page.reload.bind(page);
  page.goto = async (...given) => {
    const response = await goto(...given);
    await alive(page);
    return response;
  };
  page.reload = async (...given) => {
    const response = await reload(...given);
    await alive(page);
    return response;
  };
  return page;
}
