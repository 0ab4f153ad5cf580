import { type Browser, type BrowserContextOptions, expect, type Page } from "@playwright/test";
import { waitingUntilAlive } from "./alive.ts";
import type { Session } from "./browser.ts";

interface Credentials {
  email: string;
  password: string;
}

/** Of everybody who has signed in: who asks for that too often is kept waiting. */
const sessions = new Map<string, Session>();

/** A page of a browser of its own, signed in. */
export async function signedIn(
  browser: Browser,
  account: Credentials,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const storageState = sessions.get(account.email);
  const context = await browser.newContext({ ...options, ...(storageState && { storageState }) });
  const page = waitingUntilAlive(await context.newPage());
  await page.goto("/");
  if (!storageState) {
    await signIn(page, account);
    sessions.set(account.email, await context.storageState());
  }
  await expect(page).toHaveURL(/\/today/);
  return page;
}

/** Fills in and sends the form of the page that is open. */
export async function signIn(page: Page, { email, password }: Credentials): Promise<void> {
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page).toHaveURL(/\/today/);
}
