import { randomUUID } from "node:crypto";
import { type Browser, expect, type Page, test } from "@playwright/test";
import { expectAccessible } from "./support/accessible.ts";
import { makeKey, post } from "./support/api-key.ts";
import { addOrganisation } from "./support/organisation.ts";
import { sizes } from "./support/routes.ts";
import { signedIn } from "./support/sign-in.ts";

const slug = "unclaimed";
const admin = account("admin", "Asha Unclaimed");
const bina = account("broker", "Bina Unclaimed");
const chetan = account("broker", "Chetan Unclaimed");

function account(role: "admin" | "broker", name: string) {
  const [first = ""] = name.toLowerCase().split(" ");
  return { name, email: `${first}@${slug}.example`, password: `correct-horse-battery-${first}`, role };
}

let key: string;

test.describe.configure({ mode: "serial" });

test.beforeAll(async ({ browser }) => {
  await addOrganisation("Unclaimed Realty", slug, [admin, bina, chetan]);
  const page = await signedIn(browser, admin);
  key = await makeKey(page, "Portal", []);
  await page.context().close();
});

test("what nobody has is taken by one tap, seen by the other broker at once, and given back", async ({
  browser,
}) => {
  const [mine, other] = [
    await openToday(browser, bina, "phone"),
    await openToday(browser, chetan, "desktop"),
  ];
  await enquire("Rhea Mehta", "+919825022201");
  for (const page of [mine, other]) await expect(offerOf(page, "Rhea Mehta")).toBeVisible();
  await expectAccessible(mine);
  await mine.getByRole("button", { name: "Take it: Rhea Mehta" }).click();
  await expect(mine.getByText("Rhea Mehta is yours now.")).toBeVisible();
  await expect(mine.locator("[data-lead]").filter({ hasText: "Rhea Mehta" })).toBeVisible();
  await expect(offerOf(other, "Rhea Mehta")).toBeHidden();
  await mine.getByRole("button", { name: "Undo" }).click();
  for (const page of [mine, other]) await expect(offerOf(page, "Rhea Mehta")).toBeVisible();
  await expect(mine.locator("[data-lead]")).toHaveCount(0);
});

test("of two who take the same, one has it and the other is told so", async ({ browser }) => {
  const mine = await openToday(browser, bina, "phone");
  // Without the stream: what a colleague does is not seen.
  const other = await openToday(browser, chetan, "desktop", { deaf: true });
  const take = (page: Page) => page.getByRole("button", { name: "Take it: Rhea Mehta" });
  await expect(take(other)).toBeVisible();
  const taken = mine.waitForResponse((response) => response.url().includes("act.do") && response.ok());
  await take(mine).click();
  await expect(mine.locator("[data-lead]").filter({ hasText: "Rhea Mehta" })).toBeVisible();
  await taken;
  await take(other).click();
  await expect(other.getByText("Somebody else was first: this lead is taken.")).toBeVisible();
  await expect(offerOf(other, "Rhea Mehta")).toBeHidden();
  await expect(other.locator("[data-lead]")).toHaveCount(0);
});

test("the list of leads changes its rows by themselves, and its order when it is asked to", async ({
  browser,
}) => {
  const mine = await openToday(browser, bina, "desktop");
  await mine.goto("/leads?sort=newest");
  const rows = mine.locator("tr[data-lead]");
  await expect(rows).toHaveCount(1);
  await enquire("Yash Thakkar", "+919825022202");
  const news = mine.getByRole("button", { name: "1 lead changed · show" });
  await expect(news).toBeVisible();
  await expect(rows).toHaveCount(1);
  const other = await openToday(browser, chetan, "phone");
  await other.goto("/leads?sort=newest");
  await other.locator("[data-lead]").filter({ hasText: "Rhea Mehta" }).getByRole("link").click();
  await other.getByRole("button", { name: "Contacted" }).click();
  await expect(rows.filter({ hasText: "Rhea Mehta" })).toContainText("Contacted");
  await expect(rows).toHaveCount(1);
  await news.click();
  await expect(rows).toHaveCount(2);
  await expect(rows.first()).toContainText("Yash Thakkar");
  await expect(news).toBeHidden();
});

async function openToday(
  browser: Browser,
  who: typeof bina,
  size: keyof typeof sizes,
  { deaf = false }: { deaf?: boolean } = {},
): Promise<Page> {
  const page = await signedIn(browser, who, { viewport: sizes[size] });
  if (deaf) await page.route("**/live.changes**", (route) => route.abort());
  await page.goto("/today");
  await expect(page.getByRole("heading", { name: "Today" })).toBeVisible();
  return page;
}

async function enquire(name: string, phone: string): Promise<void> {
  const event = { eventId: randomUUID(), type: "form_submit", subject: { name, phone } };
  const { status } = await post(key, "/v1/events", { ...event, occurredAt: new Date().toISOString() });
  expect(status).toBe(200);
}

function offerOf(page: Page, name: string) {
  const offers = page.getByRole("list", { name: "Unclaimed: first to reply takes it" });
  return offers.getByRole("listitem").filter({ hasText: name });
}
