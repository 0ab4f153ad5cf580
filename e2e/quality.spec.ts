import { randomUUID } from "node:crypto";
import { expect, type Page, test } from "@playwright/test";
import { expectAccessible } from "./support/accessible.ts";
import { makeKey, post } from "./support/api-key.ts";
import { addOrganisation } from "./support/organisation.ts";
import { signedIn } from "./support/sign-in.ts";

const slug = "quality";
const manager = account("manager");
const admin = account("admin");
const minute = 60_000;

function account(role: "admin" | "manager") {
  return {
    name: `${role} of quality`,
    email: `${role}@${slug}.example`,
    password: `correct-horse-battery-${role}`,
    role,
  };
}

/** Ira walked over the site faster than a hand can and then sent the form; of somebody else nothing is known. */
const ira = { visitorId: randomUUID(), name: "Ira Iyer", phone: "+91 98250 22222" };

test.beforeAll(async ({ browser }) => {
  await addOrganisation("Quality Realty", slug, [manager, admin]);
  const page = await signedIn(browser, admin);
  const key = await makeKey(page, "Website", ["Send events: calls, messages, visits"]);
  const start = Date.now() - 45 * minute;
  const view = (visitorId: string, at: number) => ({
    eventId: randomUUID(),
    type: "page_view",
    occurredAt: new Date(at).toISOString(),
    properties: { page: `/flats/${at}`, seconds: 0 },
    subject: { visitorId },
  });
  const events = [
    ...Array.from({ length: 9 }, (_, place) => view(ira.visitorId, start + place * 120)),
    ...Array.from({ length: 4 }, (_, place) =>
      view(randomUUID(), start - (place + 1) * 40 * 24 * 60 * minute),
    ),
    { eventId: randomUUID(), type: "form_submit", subject: ira },
  ];
  expect(await post(key, "/v1/events", { events })).toMatchObject({ status: 200, body: { recorded: 14 } });
  await page.close();
});

test("a manager says that a visitor is a bot, its visits leave the lead, and come back when that is taken back", async ({
  browser,
}) => {
  const page = await signedIn(browser, manager);
  const card = page.getByRole("region", { name: "Visitors who may be machines" });
  const row = card.getByRole("listitem").filter({ hasText: ira.name });
  const takeBack = row.getByRole("button", { name: "Take back" });

  await test.step("who was too fast is shown, and why", async () => {
    await page.goto("/quality");
    await expect(row).toContainText("Opened 9 pages at a stretch, faster than a hand can.");
    await expect(page.getByText("What happened when")).toBeVisible();
    await expect(page.getByRole("img", { name: /^Last 18 months: 14 events/ })).toBeVisible();
    await expectAccessible(page);
  });
  const lead = await row.getByRole("link", { name: ira.name }).getAttribute("href");
  expect(await visits(page, lead)).toBe(9);

  await test.step("said to be a bot, what it did no longer counts", async () => {
    await page.goto("/quality");
    await row.getByRole("button", { name: `${ira.name} is a bot` }).click();
    await expect(takeBack).toBeVisible();
    await expect(row).toContainText("manager of quality");
    expect(await visits(page, lead)).toBe(0);
  });

  await test.step("taken back, it counts again and asks for a word again", async () => {
    await page.goto("/quality");
    await takeBack.click();
    await expect(row.getByRole("button", { name: "Not a bot" })).toBeVisible();
    expect(await visits(page, lead)).toBe(9);
  });

  await test.step("a word can be undone where it was said", async () => {
    await page.goto("/quality");
    await row.getByRole("button", { name: `${ira.name} is not a bot` }).click();
    await expect(takeBack).toBeVisible();
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(takeBack).toBeHidden();
    await expect(row.getByRole("button", { name: `${ira.name} is a bot` })).toBeVisible();
  });
});

test("an administrator says how long unknown visitors are kept", async ({ browser }) => {
  const page = await signedIn(browser, admin);
  await page.goto("/quality");
  const kept = page.getByLabel("Kept for");
  await expect(kept).toHaveValue("90");
  await kept.selectOption("30 days");
  await expect(page.getByText("Kept for 30 days from now on.")).toBeVisible();
  await page.reload();
  await expect(kept).toHaveValue("30");
});

/** How many pages the lead's history tells of. */
async function visits(page: Page, lead: string | null): Promise<number> {
  await page.goto(lead ?? "/leads");
  const all = page.getByRole("button", { name: /^Show all/ });
  const history = page.locator("ol").getByRole("listitem").or(page.getByText("Nothing has happened yet."));
  await expect(history.first()).toBeVisible();
  if (await all.isVisible()) await all.click();
  return page.getByText("Looked at a page").count();
}
