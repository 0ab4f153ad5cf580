import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, expect, type Page, test } from "@playwright/test";
import { expectAccessible } from "./support/accessible.ts";
import { type Session, signedInToSample } from "./support/browser.ts";
import { freePorts, type Installation, nothingOfOurs, startInstallation } from "./support/installation.ts";
import { type Role, type Size, sizes } from "./support/routes.ts";
import { settled } from "./support/settled.ts";

let dataDir: string;
let sample: Installation;
/** Signed in once each: who asks too often is kept waiting. */
const sessions = new Map<Role, Session>();

// The sample brokerage: figures need brokers who worked for months.
test.beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "leadlift-manager-"));
  const variables = { ...nothingOfOurs, LEADLIFT_DEMO: "true", LEADLIFT_DEMO_LEADS: "700" };
  sample = await startInstallation({ dataDir, ...(await freePorts()), variables });
});
test.afterAll(async () => {
  await sample?.stop();
  await rm(dataDir, { recursive: true, force: true });
});

interface Look {
  locale?: string;
  size?: Size;
}

async function open(browser: Browser, role: Role, path: string, look: Look = {}): Promise<Page> {
  const { locale = "en-IN", size = "desktop" } = look;
  const storageState = sessions.get(role) ?? (await signedInToSample(browser, sample.url, role));
  sessions.set(role, storageState);
  const viewport = sizes[size];
  const context = await browser.newContext({ baseURL: sample.url, storageState, locale, viewport });
  const page = await context.newPage();
  expect((await page.goto(path))?.status()).toBe(200);
  await settled(page);
  return page;
}

/** Somebody's open leads, as the team's page says: a table at a desk, a list on a phone, both in this order. */
async function openLeads(page: Page, name: string): Promise<number> {
  const people = page.getByRole("region", { name: "By broker" });
  const line = people.getByRole("row").or(people.getByRole("listitem")).filter({ hasText: name });
  const figures = line.getByRole("cell").or(line.getByRole("definition"));
  return Number((await figures.nth(6).innerText()).replaceAll(",", ""));
}

for (const size of ["phone", "desktop"] as const) {
  test(`a manager on a ${size} moves the leads of a broker who leaves after a look at what it does, and takes it back`, async ({
    browser,
  }) => {
    const page = await open(browser, "manager", "/team", { size });
    const before = await openLeads(page, "Gurpreet Saini");
    const others = {
      nisha: await openLeads(page, "Nisha Agarwal"),
      faizan: await openLeads(page, "Faizan Mansuri"),
    };
    expect(before).toBeGreaterThan(0);

    const sheet = page.getByRole("dialog");
    await test.step("the preview says who gets how many", async () => {
      await page.getByRole("button", { name: "Reassign leads of Gurpreet Saini" }).click();
      await expect(sheet.getByLabel("Whose leads")).toHaveValue(/.+/);
      await sheet.getByLabel("Nisha Agarwal").check();
      await sheet.getByLabel("Faizan Mansuri").check();
      await expect(sheet.getByRole("button", { name: `Move ${before} leads` })).toBeEnabled();
      const gets = await sheet
        .getByRole("region", { name: "What will happen" })
        .getByRole("row")
        .locator("td:nth-of-type(1)")
        .allInnerTexts();
      expect(gets.map(Number).reduce((sum, count) => sum + count, 0)).toBe(before);
      await expectAccessible(page);
    });

    await test.step("the leads move", async () => {
      await sheet.getByRole("button", { name: `Move ${before} leads` }).click();
      await expect(sheet).toBeHidden();
      await expect(page.getByText(`${before} leads of Gurpreet Saini moved.`).first()).toBeVisible();
      await expect.poll(() => openLeads(page, "Gurpreet Saini")).toBe(0);
      expect((await openLeads(page, "Nisha Agarwal")) + (await openLeads(page, "Faizan Mansuri"))).toBe(
        others.nisha + others.faizan + before,
      );
    });

    await test.step("and come back", async () => {
      await page.getByRole("button", { name: "Take it back" }).click();
      await expect(page.getByText(`${before} leads are back with Gurpreet Saini.`).first()).toBeVisible();
      await expect.poll(() => openLeads(page, "Gurpreet Saini")).toBe(before);
      expect(await openLeads(page, "Nisha Agarwal")).toBe(others.nisha);
    });
    await page.context().close();
  });
}

test("a manager enters what a source costs and sees rupees per visit, and takes it back", async ({
  browser,
}) => {
  const page = await open(browser, "manager", "/insights?days=730");
  const row = page
    .getByRole("region", { name: "What a source brings, and costs" })
    .getByRole("row")
    .filter({ has: page.getByRole("rowheader", { name: "WhatsApp" }) });
  const perVisit = row.getByRole("cell").nth(4);
  await expect(perVisit).toHaveText("–");

  await row.getByRole("button", { name: "Cost of a lead from WhatsApp" }).click();
  const sheet = page.getByRole("dialog");
  await sheet.getByLabel("Rupees a lead").fill("a lot");
  await sheet.getByRole("button", { name: "Save" }).click();
  await expect(sheet.getByText("Enter an amount such as 450")).toBeVisible();
  await expectAccessible(page);
  await sheet.getByLabel("Rupees a lead").fill("60");
  await sheet.getByRole("button", { name: "Save" }).click();
  await expect(sheet).toBeHidden();

  await expect(perVisit).toContainText("₹");
  const [visits = 0, mature = 0] =
    (await row.getByRole("cell").nth(1).innerText())
      .match(/(\d+) of (\d+)/)
      ?.slice(1)
      .map(Number) ?? [];
  const rupees = Math.round((60 * mature) / visits);
  // From a thousand on, rupees are written as 1.2k.
  if (rupees < 1000) await expect(perVisit).toContainText(`₹${rupees}`);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(perVisit).toHaveText("–");
  await page.context().close();
});

test("a broker sees their own line alone, and its arithmetic adds up to what is shown", async ({
  browser,
}) => {
  const page = await open(browser, "broker", "/board");
  await page.getByRole("button", { name: "Month before" }).click();
  await expect(page).toHaveURL(/month=20/);
  await settled(page);
  const mine = page.getByRole("region", { name: "You", exact: true });
  const shown = (await mine.getByText(/^[+−]?\d+\.\d$/).innerText()).replace("−", "-");
  await expect(page.getByText("Only you and your managers see your figures.")).toBeVisible();
  await expect(page.getByRole("region", { name: "All brokers" })).toBeHidden();

  await page.getByRole("button", { name: "How this is counted" }).click();
  const counted = page.getByRole("region", { name: "How this is counted" });
  await expect(counted.getByText("The rules of this month")).toBeVisible();
  const all = counted.getByRole("button", { name: /^Show all/ });
  if (await all.isVisible()) await all.click();
  const leads = await counted
    .locator("[data-lead-counted]")
    .evaluateAll((rows) =>
      rows.map((row) => [Number(row.getAttribute("data-result")), Number(row.getAttribute("data-expected"))]),
    );
  const sum = leads.reduce((total, [result = 0, expected = 0]) => total + result - expected, 0);
  expect(leads.length).toBeGreaterThan(0);
  expect(sum.toFixed(1).replace("-0.0", "0.0")).toBe(Number(shown).toFixed(1));
  await expect(mine).toContainText(`of your ${leads.length} leads`);
  await expectAccessible(page);

  await page.goto("/team");
  await expect(page.getByRole("heading", { name: "The team’s page is for managers" })).toBeVisible();
  await page.context().close();
});

test("a broker is refused another's arithmetic, which a manager opens from the table", async ({
  browser,
}) => {
  const manager = await open(browser, "manager", "/board");
  await manager.setViewportSize({ width: 1440, height: 900 });
  await manager.getByRole("button", { name: "How Nisha Agarwal is counted" }).click();
  const counted = manager.getByRole("region", { name: "How Nisha Agarwal’s figure is counted" });
  await expect(counted.getByText("The rules of this month")).toBeVisible();
  const userId = new URL(manager.url()).searchParams.get("count");
  expect(userId).toMatch(/^[0-9a-f-]{36}$/);
  await manager.context().close();

  const broker = await open(browser, "broker", "/board");
  await broker.goto(`/board?count=${userId}`);
  await expect(broker.getByText("How another person's line is counted is for managers.")).toBeVisible();
  await broker.context().close();
});

test("a manager finds a drawn outcome wrong beside its timeline, and lets it stand after all", async ({
  browser,
}) => {
  // A month that is over: on the first of one nothing has been decided yet.
  const month = new Date(Date.now() - 32 * 86_400_000).toISOString().slice(0, 7);
  const page = await open(browser, "manager", `/board?month=${month}`);
  const drawn = page.getByRole("region", { name: "A look at some outcomes" });
  const sheet = page.getByRole("dialog");

  await test.step("what is found wrong is disputed", async () => {
    await drawn
      .getByRole("button", { name: /^Look: / })
      .first()
      .click();
    await expect(sheet.getByText("What happened with this lead")).toBeVisible();
    await sheet.getByLabel("What is wrong, if it is").fill("Nobody saw them at the site.");
    await expectAccessible(page);
    await sheet.getByRole("button", { name: "It is not right" }).click();
    await expect(sheet).toBeHidden();
    await expect(drawn.getByRole("button", { name: /^disputed: / })).toBeVisible();
  });

  await test.step("and counts again when it stands", async () => {
    await drawn.getByRole("button", { name: /^disputed: / }).click();
    await expect(sheet.getByText("Nobody saw them at the site.")).toBeVisible();
    await sheet.getByRole("button", { name: "It was right after all" }).click();
    await expect(sheet).toBeHidden();
    await expect(drawn.getByRole("button", { name: /^stands: / })).toBeVisible();
  });
  await page.context().close();
});

for (const locale of ["en-IN", "hi-IN"]) {
  test(`what a manager opens on these pages bars nobody, in ${locale}`, async ({ browser }) => {
    const page = await open(browser, "manager", "/board", { locale });
    for (const viewport of Object.values(sizes)) {
      await page.setViewportSize(viewport);
      for (const path of ["/board", "/team?days=90", "/insights?from=2026-01-01&to=2026-06-30"]) {
        expect((await page.goto(path))?.status()).toBe(200);
        await settled(page);
        for (const folded of await page.locator("main summary").all()) await folded.click();
        await expectAccessible(page);
        const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect(wider, `${path} at ${viewport.width}`).toBeLessThanOrEqual(0);
      }
    }
    await page.context().close();
  });
}
