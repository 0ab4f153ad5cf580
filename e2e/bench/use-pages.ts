import type { Browser, BrowserContextOptions, Page } from "@playwright/test";
import type { Session } from "../support/browser.ts";
import { type Size, sizes } from "../support/routes.ts";
import { slowDown } from "./slow-phone.ts";
import { readVitals, type Vitals, watchVitals } from "./vitals.ts";

/** A browser with nothing of ours in its cache. */
export interface Visitor {
  browser: Browser;
  url: string;
  session: Session;
}

/** Longer than a hand pauses between two presses: each is felt alone. */
const pauseMs = 400;
/** What comes after the first paint has come by then. */
const settledMs = 2_500;

async function open({ browser, url, session }: Visitor, size: Size, path: string): Promise<Page> {
  const phone = size === "phone";
  const options: BrowserContextOptions = {
    baseURL: url,
    storageState: session,
    locale: "en-IN",
    timezoneId: "Asia/Kolkata",
    viewport: sizes[size],
    deviceScaleFactor: phone ? 2 : 1,
    isMobile: phone,
    hasTouch: phone,
  };
  const page = await (await browser.newContext(options)).newPage();
  page.setDefaultTimeout(60_000);
  await watchVitals(page);
  await slowDown(page);
  const response = await page.goto(path, { waitUntil: "load" });
  if (!response?.ok()) throw new Error(`${path} answers ${response?.status()}.`);
  await page.waitForTimeout(settledMs);
  return page;
}

async function leave(page: Page): Promise<Vitals> {
  const vitals = await readVitals(page);
  await page.context().close();
  return vitals;
}

/** Opens a page on the phone, looks at it, and leaves. */
export async function visit(visitor: Visitor, path: string): Promise<Vitals> {
  return leave(await open(visitor, "phone", path));
}

/** Goes down the list on a desktop by its key. */
export async function walkList(visitor: Visitor, presses: number): Promise<Vitals> {
  const page = await open(visitor, "desktop", "/leads");
  await page.locator("[data-lead]").first().waitFor();
  for (let press = 0; press < presses; press++) {
    await page.keyboard.press("j");
    await page.waitForTimeout(pauseMs);
  }
  return leave(page);
}

/** Says on the phone, of one lead after the other, that nobody answered, and takes it back. */
export async function tapOutcomes(visitor: Visitor, times: number): Promise<Vitals> {
  const page = await open(visitor, "phone", "/today");
  const tap = async (name: string | RegExp, within: ReturnType<Page["locator"]> = page.locator("body")) => {
    await within.getByRole("button", { name, exact: true }).last().tap();
    await page.waitForTimeout(pauseMs);
  };
  for (let time = 0; time < times; time++) {
    await page.locator("[data-lead]").nth(time).getByRole("button").last().tap();
    const sheet = page.getByRole("dialog");
    await tap("Log a call", sheet);
    await tap("No answer", sheet);
    await tap("Undo");
  }
  return leave(page);
}
