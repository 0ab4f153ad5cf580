import { type CDPSession, errors, type Page } from "@playwright/test";
import { settled } from "../support/settled.ts";

const quality = 88;
const mostLooks = 15;
const betweenLooksMs = 200;

/** The window as WebP, once it has stopped changing; what never does is pictured as it stands. */
export async function pictureOf(page: Page): Promise<Buffer> {
  await settled(page).catch((error) => {
    if (!(error instanceof errors.TimeoutError)) throw error;
  });
  const devtools = await page.context().newCDPSession(page);
  let last = await capture(devtools);
  for (let look = 1; look < mostLooks; look++) {
    await page.waitForTimeout(betweenLooksMs);
    const now = await capture(devtools);
    const still = now.equals(last);
    last = now;
    if (still) break;
  }
  await devtools.detach();
  return last;
}

async function capture(devtools: CDPSession): Promise<Buffer> {
  const { data } = await devtools.send("Page.captureScreenshot", { format: "webp", quality });
  return Buffer.from(data, "base64");
}
