import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "@playwright/test";
import { expectAccessible } from "./support/accessible.ts";
import { signedInToSample } from "./support/browser.ts";
import { freePorts, type Installation, nothingOfOurs, startInstallation } from "./support/installation.ts";
import { hiddenFocus, motions, smallTargets } from "./support/reach.ts";
import { addressOf, firstLead, roles, routes, sizes } from "./support/routes.ts";
import { settled } from "./support/settled.ts";

const pages = fileURLToPath(new URL("../apps/web/src/app", import.meta.url));
/** Those that come up in the course of something are looked at in its journey. */
const onTheWay = ["/", "/import/[id]", "/join/[token]", "/reset/[token]"];
const locales = ["en-IN", "hi-IN"];

/** A phone's narrowest window, or a desk's at 400 %. */
const narrowest = 320;
const thumb = 44;
const tabStops = 60;

// Many pages a test, and an installation is made before the first.
test.describe.configure({ timeout: 600_000 });

let dataDir: string;
let sample: Installation;

// The sample brokerage: pages that have nothing to show have little to get wrong.
test.beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "leadlift-accessibility-"));
  const variables = {
    ...nothingOfOurs,
    LEADLIFT_DEMO: "true",
    LEADLIFT_DEMO_LEADS: "700",
    LEADLIFT_SIGNUP: "open",
  };
  sample = await startInstallation({ dataDir, ...(await freePorts()), variables });
});
test.afterAll(async () => {
  await sample?.stop();
  await rm(dataDir, { recursive: true, force: true });
});

test("every page of the dashboard is looked at", async () => {
  const files = await readdir(pages, { recursive: true });
  const found = files
    .filter((file) => /(^|[/\\])page\.tsx$/.test(file))
    .map(
      (file) =>
        `/${file
          .split(/[/\\]/)
          .slice(0, -1)
          .filter((part) => !part.startsWith("("))
          .join("/")}`,
    );
  expect([...routes.map(({ path }) => path), ...onTheWay].sort()).toEqual(found.sort());
});

for (const locale of locales) {
  for (const who of [...roles, null]) {
    test(`what ${who ?? "somebody signed out"} sees bars nobody, in ${locale}, both themes and sizes`, async ({
      browser,
    }) => {
      const session = who && (await signedInToSample(browser, sample.url, who));
      const context = await browser.newContext({
        baseURL: sample.url,
        locale,
        ...(session ? { storageState: session } : {}),
      });
      const page = await context.newPage();
      const leadId = who && (await firstLead(page));
      const seen = routes.filter(({ seenBy }) => (who ? seenBy.includes(who) : seenBy.length === 0));
      for (const route of seen) {
        await test.step(route.path, async () => {
          const response = await page.goto(addressOf(route, leadId));
          expect(response?.status()).toBe(200);
          for (const size of [sizes.phone, sizes.desktop]) {
            await page.setViewportSize(size);
            await settled(page);
            await expectAccessible(page);
            const width = await page.evaluate(() => document.documentElement.scrollWidth);
            expect(width, `${route.path} is wider than its window`).toBeLessThanOrEqual(size.width);
          }
        });
      }
      await context.close();
    });
  }
}

for (const who of roles) {
  test(`${who}s reach everything with a thumb, by Tab, in a narrow window and without motion`, async ({
    browser,
  }) => {
    const context = await browser.newContext({
      baseURL: sample.url,
      storageState: await signedInToSample(browser, sample.url, who),
      reducedMotion: "reduce",
      hasTouch: true,
    });
    const page = await context.newPage();
    const leadId = await firstLead(page);
    for (const route of routes.filter(({ seenBy }) => seenBy[0] === who)) {
      await test.step(route.path, async () => {
        await page.setViewportSize(sizes.phone);
        await page.goto(addressOf(route, leadId));
        await settled(page);
        expect.soft(await motions(page), `${route.path} moves`).toEqual([]);
        expect.soft(await smallTargets(page, thumb), `${route.path} is easily missed`).toEqual([]);
        await page.setViewportSize({ width: narrowest, height: 640 });
        const width = await page.evaluate(() => document.documentElement.scrollWidth);
        expect.soft(width, `${route.path} is cut off`).toBeLessThanOrEqual(narrowest);
        await page.setViewportSize(sizes.desktop);
        await page.goto(addressOf(route, leadId));
        await settled(page);
        expect.soft(await hiddenFocus(page, tabStops), `${route.path} hides the focus`).toEqual([]);
      });
    }
    await context.close();
  });
}
