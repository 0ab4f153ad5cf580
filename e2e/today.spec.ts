import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, expect, type Locator, type Page, test } from "@playwright/test";
import { expectAccessible } from "./support/accessible.ts";
import { makeKey, post } from "./support/api-key.ts";
import { addOrganisation } from "./support/organisation.ts";
import { signedIn } from "./support/sign-in.ts";

const slug = "today";
const account = (role: "admin" | "broker") => ({
  name: `${role} of today`,
  email: `${role}@${slug}.example`,
  password: `correct-horse-battery-${role}`,
  role,
});
const phone = { width: 390, height: 844 };
const desk = { width: 1280, height: 800 };
const names = ["Rhea Mehta", "Imran Shaikh", "Kavita Desai", "Arjun Nair", "Pooja Trivedi", "Sana Qureshi"];

let key: string;

test.describe.configure({ mode: "serial" });

/** The broker's own leads, new since an hour ago, and 200 decided ones that a model learns from. */
function leadsFile(now: number): string {
  const lines = ["Lead Number,Name,Phone,Lead Source,Owner,Enquiry Date,Minutes on site,Converted"];
  const written = (at: number) => new Date(at).toLocaleString("sv-SE", { timeZone: "Asia/Kolkata" });
  for (let row = 0; row < 300; row++) {
    const minutes = (row * 7) % 40;
    const converted = minutes + ((row * 13) % 23) > 34 ? 1 : 0;
    lines.push(
      `${row},Person ${row},${9000000000 + row * 7919},99acres,,${written(now - (40 + (row % 60)) * 86_400_000)},${minutes},${converted}`,
    );
  }
  for (const [row, name] of names.entries()) {
    const { email } = account("broker");
    lines.push(
      `${1000 + row},${name},98250111${10 + row},Website,${email},${written(now - (row + 1) * 60_000)},20,`,
    );
  }
  return `${lines.join("\n")}\n`;
}

test.beforeAll(async ({ browser }) => {
  await addOrganisation("Today Realty", slug, [account("admin"), account("broker")]);
  const path = join(await mkdtemp(join(tmpdir(), "leadlift-today-")), "leads.csv");
  await writeFile(path, leadsFile(Date.now()));
  const admin = await signedIn(browser, account("admin"));
  key = await makeKey(admin, "Portal", []);
  await admin.goto("/import");
  await admin.getByLabel("CSV file").setInputFiles(path);
  await expect(admin.getByLabel("What “Converted” means")).toHaveValue("outcome");
  await expect(admin.getByLabel("What “Owner” means")).toHaveValue("owner");
  await admin.getByRole("button", { name: "Import", exact: true }).click();
  await expect(admin.getByRole("link", { name: "See the leads" })).toBeVisible({ timeout: 120_000 });
  await admin.context().close();
});

const cardOf = (page: Page, name: string): Locator => page.locator("[data-lead]").filter({ hasText: name });
const chip = (page: Page, name: string) =>
  page.getByRole("group", { name: "What of the day is shown" }).getByRole("button", { name });
const doneOf = async (page: Page) =>
  Number((await page.locator("[data-ring]").innerText()).match(/(\d+)\//)?.[1]);

async function openToday(browser: Browser, size: { width: number; height: number }): Promise<Page> {
  const page = await signedIn(browser, account("broker"));
  await page.setViewportSize(size);
  // Nothing on this machine answers calls: what would be opened is written down.
  await page.addInitScript(() => {
    window.open = (address) => {
      document.documentElement.dataset.opened = String(address);
      return window;
    };
  });
  await page.reload();
  await expect(page.getByRole("heading", { name: "Today" })).toBeVisible();
  return page;
}

async function logCall(page: Page, name: string): Promise<Locator> {
  await page.getByRole("button", { name: `More about ${name}` }).click();
  const sheet = page.getByRole("dialog");
  await sheet.getByRole("button", { name: "Log a call" }).click();
  return sheet;
}

test("an enquiry arrives, is called and visits, and a second browser sees it without a reload", async ({
  browser,
}) => {
  const [mine, second] = [await openToday(browser, phone), await openToday(browser, desk)];
  const name = names[4] ?? "";
  await expectAccessible(mine);
  await expectAccessible(second);

  await test.step("an enquiry of a lead that is known awaits a reply", async () => {
    const enquiry = {
      eventId: "portal-1",
      type: "form_submit",
      occurredAt: new Date().toISOString(),
      subject: { phone: "+91 98250 11114" },
    };
    expect(await post(key, "/v1/events", enquiry)).toMatchObject({ status: 200, body: { recorded: 1 } });
    await expect(cardOf(mine, name)).toContainText(/reply (within|by)|late/);
  });

  await test.step("a message is drafted, and counts only when it was sent", async () => {
    await mine.getByRole("button", { name: `WhatsApp ${name}` }).click();
    const sheet = mine.getByRole("dialog", { name: `Did the message to ${name} go off?` });
    await sheet.getByRole("button", { name: "Not sent" }).click();
    await expect(mine.locator("html")).toHaveAttribute(
      "data-opened",
      /^https:\/\/wa\.me\/919825011114\?text=.*Pooja/,
    );
    await expect(cardOf(mine, name)).toBeVisible();
  });

  await test.step("the call's outcome is asked right after it, and a visit is booked", async () => {
    const before = await doneOf(mine);
    await mine.getByRole("button", { name: `Call ${name}` }).click();
    const sheet = mine.getByRole("dialog", { name: `How did the call with ${name} go?` });
    await expect(sheet).toBeVisible();
    await expect(mine.locator("html")).toHaveAttribute("data-opened", "tel:+919825011114");
    await expectAccessible(mine);
    await sheet.getByRole("button", { name: "Visit booked" }).click();
    await sheet.getByRole("button", { name: /^Saturday/ }).click();
    await sheet.getByRole("button", { name: "Book the visit" }).click();
    await expect(mine.getByText(`${name}: visit booked.`)).toBeVisible();
    await expect(cardOf(mine, name)).toBeHidden();
    expect(await doneOf(mine)).toBe(before + 1);
  });

  await test.step("the second browser has the same day", async () => {
    await expect(cardOf(second, name)).toBeHidden();
    await chip(second, "Done").click();
    await expect(cardOf(second, name)).toBeVisible();
  });
  await mine.context().close();
  await second.context().close();
});

test("what was tapped by mistake is undone within eight seconds, everywhere", async ({ browser }) => {
  const [mine, second] = [await openToday(browser, phone), await openToday(browser, desk)];
  const name = names[0] ?? "";
  const before = await doneOf(mine);
  const sheet = await logCall(mine, name);
  await sheet.getByRole("button", { name: "Junk" }).click();
  await expect(cardOf(mine, name)).toBeHidden();
  await expect(cardOf(second, name)).toBeHidden();
  await mine.getByRole("button", { name: "Undo" }).click();
  await expect(cardOf(mine, name)).toBeVisible();
  expect(await doneOf(mine)).toBe(before);
  await expect(cardOf(second, name)).toBeVisible();
  await mine.reload();
  await expect(cardOf(mine, name)).toBeVisible();
  await mine.context().close();
  await second.context().close();
});

for (const [title, size] of [
  ["a phone", phone],
  ["a desk", desk],
] as const) {
  test(`what is done on ${title} without a connection waits, survives, and arrives once`, async ({
    browser,
  }) => {
    const page = await openToday(browser, size);
    const name = names[title === "a phone" ? 1 : 2] ?? "";
    await expect(page.locator("[data-offline=ready]")).toBeVisible();
    await page.context().setOffline(true);
    const sheet = await logCall(page, name);
    await sheet.getByRole("button", { name: "Talked" }).click();
    await expect(page.getByText("It is sent when there is a connection.")).toBeVisible();
    await expect(cardOf(page, name)).toBeHidden();
    const waiting = page.getByRole("button", { name: "waiting to send (1)" });
    await expect(waiting).toBeVisible();
    await chip(page, "Done").click();
    await expect(cardOf(page, name)).toContainText("waiting to send (1)");
    await waiting.click();
    await expect(page.getByRole("dialog")).toContainText("Call: talked");
    await page.keyboard.press("Escape");

    // A page that is loaded anew while acts do not get through still has it.
    await page.route(/act\.do/, (route) => route.abort());
    await page.context().setOffline(false);
    await page.reload();
    await expect(waiting).toBeVisible();
    await page.unroute(/act\.do/);
    await expect(waiting).toBeHidden({ timeout: 90_000 });
    await chip(page, "Done").click();
    const href = await cardOf(page, name).getByRole("link").getAttribute("href");
    await page.goto(href ?? "/");
    await expect(page.getByText("Was called")).toHaveCount(1);
    await page.context().close();
  });
}

test("a lead sleeps with a reason and can be woken; the desk needs no mouse", async ({ browser }) => {
  const page = await openToday(browser, desk);
  const name = await page.locator("[data-lead]").first().getByRole("link").innerText();
  await page.keyboard.press("s");
  const sheet = page.getByRole("dialog", { name: `Snooze ${name}` });
  await sheet.getByRole("button", { name: /^Tomorrow/ }).click();
  await sheet.getByLabel("Why").selectOption("Travelling");
  await sheet.getByRole("button", { name: "Snooze", exact: true }).click();
  await expect(cardOf(page, name)).toBeHidden();
  await chip(page, "Snoozed").click();
  await expect(cardOf(page, name)).toContainText("Travelling");
  await page.getByRole("button", { name: `More about ${name}` }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Wake it now" }).click();
  await expect(page.getByText("Nothing here today")).toBeVisible();
  await chip(page, "Next").click();
  await expect(cardOf(page, name)).toBeVisible();
  await page.context().close();
});

test("whoever asked for no motion sees none when the list moves", async ({ browser }) => {
  const page = await openToday(browser, phone);
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.evaluate(() => {
    const animate = Element.prototype.animate;
    document.documentElement.dataset.moved = "0";
    Element.prototype.animate = function (...given) {
      document.documentElement.dataset.moved = "1";
      return animate.apply(this, given);
    };
  });
  const name = await page.locator("[data-lead]").first().getByRole("link").innerText();
  const sheet = await logCall(page, name);
  await sheet.getByRole("button", { name: "No answer" }).click();
  await expect(cardOf(page, name)).toBeHidden();
  expect(await page.evaluate(() => document.documentElement.dataset.moved)).toBe("0");
  await page.context().close();
});
