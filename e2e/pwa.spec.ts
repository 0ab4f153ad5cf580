import { expect, type Page, test } from "@playwright/test";
import { expectAccessible } from "./support/accessible.ts";
import { addOrganisation } from "./support/organisation.ts";
import { signedIn } from "./support/sign-in.ts";

const account = {
  name: "Pia Phone",
  email: "broker@pwa.example",
  password: "correct-horse-battery-phone",
  role: "broker",
};
test.beforeAll(() => addOrganisation("Phone Realty", "pwa", [account]));

interface Manifest {
  start_url: string;
  display: string;
  icons: { src: string; sizes: string; type: string; purpose: string }[];
}

test("it can be installed: the manifest holds what a browser asks for, and every icon is as it says", async ({
  page,
}) => {
  await page.goto("/sign-in");
  const href = await page.locator("link[rel=manifest]").getAttribute("href");
  const manifest: Manifest = await (await page.request.get(href ?? "")).json();
  expect(manifest).toMatchObject({ name: "LeadLift", start_url: "/today", display: "standalone" });
  const purposes = manifest.icons.map(({ purpose, sizes }) => `${purpose} ${sizes}`);
  expect(purposes).toEqual(["any 192x192", "any 512x512", "maskable 512x512"]);
  for (const { src, sizes, type } of manifest.icons) {
    const answer = await page.request.get(src);
    expect(answer.headers()["content-type"]).toBe(type);
    const bytes = await answer.body();
    expect(`${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`).toBe(sizes);
  }
  const faults = await installabilityFaults(page);
  expect(faults).toEqual([]);
});

test("where there is no network it says so, says how much waits, keeps nothing of anybody, and goes on by itself", async ({
  browser,
}) => {
  const page = await signedIn(browser, account);
  const context = page.context();
  await workerOf(page);

  await test.step("nothing but the page that says so is kept", async () => {
    await page.goto("/me");
    const kept = await page.evaluate(async () => {
      const names = await caches.keys();
      const all = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
      return all.flat().map(({ url }) => new URL(url).pathname);
    });
    expect(kept.sort()).toEqual(["/icons/icon-192.png", "/offline.html", "/offline.js"]);
  });

  await keepActs(page, 2);
  await context.setOffline(true);
  await page.goto("/today");
  await expect(page.getByRole("heading", { name: "No connection" })).toBeVisible();
  await expect(page.getByRole("status")).toHaveText(/^2 updates are waiting to be sent\./);
  await expect(page).toHaveURL(/\/today$/);
  await expectAccessible(page);

  await test.step("in Hindi to who chose Hindi", async () => {
    await context.addCookies([{ name: "leadlift-locale", value: "hi-IN", url: new URL(page.url()).origin }]);
    await page.reload();
    await expect(page.getByRole("heading", { name: "इंटरनेट नहीं है" })).toBeVisible();
    await context.clearCookies({ name: "leadlift-locale" });
  });

  await context.setOffline(false);
  await expect(page.getByRole("heading", { name: "No connection" })).toBeHidden();
  await expect(page.getByRole("link", { name: /^Notifications/ }).first()).toBeVisible();
});

test("where nothing was ever done offline, the page that says so makes no store of its own", async ({
  browser,
}) => {
  const page = await (await browser.newContext()).newPage();
  await page.goto("/offline.html");
  await expect(page.getByRole("heading", { name: "No connection" })).toBeVisible();
  await expect(page.getByRole("status")).toBeEmpty();
  expect(await page.evaluate(async () => (await indexedDB.databases()).length)).toBe(0);
});

test("a push is shown as it came and once, but not to who looks at LeadLift", async ({ browser }) => {
  const page = await signedIn(browser, account);
  await page.context().grantPermissions(["notifications"], { origin: new URL(page.url()).origin });
  await workerOf(page);
  const [worker] = page.context().serviceWorkers();
  const message = { title: "A hot lead: 86 · A", body: "Up 17 points.", url: "/leads" };
  const push = await pusherTo(page);
  await push({ ...message, id: "while-looking" });
  await page.goto("about:blank");
  await push({ ...message, id: "away" });
  await push({ ...message, id: "away" });
  const shown = () => worker?.evaluate(`registration.getNotifications().then((all) => all.map(${seen}))`);
  await expect
    .poll(shown)
    .toEqual([{ title: message.title, body: message.body, tag: "away", url: "/leads" }]);
});

test("alerts are switched on /me, and a browser that cannot be notified says why", async ({ browser }) => {
  const page = await signedIn(browser, account);
  await page.goto("/me");
  const hot = page.getByRole("checkbox", { name: "Tell me of hot leads" });
  await expect(hot).toBeChecked();
  await expect(hot).toBeEnabled();
  await hot.click();
  await expect(hot).not.toBeChecked();
  await expect(async () => {
    await page.reload();
    await expect(hot).toBeEnabled();
    await expect(hot).not.toBeChecked({ timeout: 1_000 });
  }).toPass();
  // Without leave in a browser nobody looks at, and so is it said.
  await expect(page.getByRole("checkbox", { name: "Notify me on this device" })).toBeVisible();
  await expectAccessible(page);
});

/** The service worker, once it answers for this page. */
async function workerOf(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (navigator.serviceWorker.controller) return;
    await new Promise((resolve) => {
      navigator.serviceWorker.addEventListener("controllerchange", resolve, { once: true });
    });
  });
}

async function installabilityFaults(page: Page): Promise<string[]> {
  const devtools = await page.context().newCDPSession(page);
  const { installabilityErrors } = await devtools.send("Page.getInstallabilityErrors");
  // A window of a test is a private one, into which nothing is installed.
  return installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== "in-incognito");
}

/** As the pages keep what was done without a network. */
async function keepActs(page: Page, count: number): Promise<void> {
  await page.evaluate(async (acts) => {
    await new Promise<void>((resolve, reject) => {
      const opening = indexedDB.open("leadlift-acts");
      opening.onupgradeneeded = () => opening.result.createObjectStore("waiting");
      opening.onerror = () => reject(opening.error);
      opening.onsuccess = () => {
        const writing = opening.result.transaction("waiting", "readwrite");
        const some = Array.from({ length: acts }, (_, place) => ({ actId: `${place}`, refused: null }));
        writing.objectStore("waiting").put(some, "somebody who is not signed in");
        writing.oncomplete = () => {
          opening.result.close();
          resolve();
        };
      };
    });
  }, count);
}

/** What of a notification matters, as a function's text: a service worker has no types here. */
const seen = "({ title, body, tag, data }) => ({ title, body, tag, url: data.url })";

/** How the browser's push service brings messages to this page's worker, wherever the page goes. */
async function pusherTo(page: Page): Promise<(message: object) => Promise<unknown>> {
  const { origin } = new URL(page.url());
  const devtools = await page.context().newCDPSession(page);
  const registered = new Promise<string>((resolve) => {
    devtools.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
      const [first] = registrations;
      if (first) resolve(first.registrationId);
    });
  });
  await devtools.send("ServiceWorker.enable");
  const registrationId = await registered;
  return (message) =>
    devtools.send("ServiceWorker.deliverPushMessage", {
      origin,
      registrationId,
      data: JSON.stringify(message),
    });
}
