import { type Browser, type BrowserContext, chromium } from "@playwright/test";
import { chromiumPath } from "./chromium.ts";
import type { Role } from "./routes.ts";

/** Root has no sandbox; the rest keeps Chromium from calling home. */
export const quietly: readonly string[] = [
  "--no-sandbox",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    ...(chromiumPath === undefined ? {} : { executablePath: chromiumPath }),
    args: [...quietly],
  });
}

/** What a browser keeps of a sign-in. */
export type Session = Awaited<ReturnType<BrowserContext["storageState"]>>;

/** Of the sample brokerage, one in each role. */
const sampleAccounts: Readonly<Record<Role, string>> = {
  broker: "hetal@sabarmati-homes.example",
  manager: "meera@sabarmati-homes.example",
  admin: "anand@sabarmati-homes.example",
};
const samplePassword = "leadlift-demo";

export async function signedInToSample(browser: Browser, url: string, role: Role): Promise<Session> {
  const context = await browser.newContext({ baseURL: url });
  const response = await context.request.post("/api/auth/sign-in/email", {
    headers: { origin: url },
    data: { email: sampleAccounts[role], password: samplePassword },
  });
  if (!response.ok()) throw new Error(`The sample's ${role} could not sign in: ${response.status()}.`);
  const session = await context.storageState();
  await context.close();
  return session;
}
