import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type Locator, type Page, test } from "@playwright/test";
import { expectAccessible } from "./support/accessible.ts";
import { baseUrl } from "./support/address.ts";
import { importLeads } from "./support/import-file.ts";
import { addOrganisation } from "./support/organisation.ts";
import { signedIn } from "./support/sign-in.ts";

const slug = "keyboard";
const manager = account("manager", "Meera Keys");
const broker = account("broker", "Bina Keys");

function account(role: "manager" | "broker", name: string) {
  return { name, email: `${role}@${slug}.example`, password: `correct-horse-battery-${role}`, role };
}

/** Twelve people, every third from the website, and one whom nobody else is called like. */
function leadsFile(): string {
  const rows = Array.from({ length: 12 }, (_, row) => {
    const name = row === 11 ? "Zubin Palkhivala" : `Person ${row}`;
    return `${100 + row},${name},${9_800_000_000 + row * 7919},${row % 3 === 0 ? "Website" : "99acres"},Ahmedabad`;
  });
  return `${["Lead Number,Name,Phone,Lead Source,City", ...rows].join("\n")}\n`;
}

test.describe.configure({ mode: "serial" });

test.beforeAll(async ({ browser }) => {
  await addOrganisation("Keyboard Realty", slug, [manager, broker]);
  const path = join(await mkdtemp(join(tmpdir(), "leadlift-keyboard-")), "leads.csv");
  await writeFile(path, leadsFile());
  const page = await signedIn(browser, manager);
  await importLeads(page, path);
  await page.close();
});

test("ten leads are worked without a mouse, and the page says what was done about each", async ({
  browser,
}) => {
  const page = await signedIn(browser, broker);
  await page.goto("/leads");
  const rows = page.locator("tr[data-lead]");
  await expect(rows).toHaveCount(12);
  await expect(current(page)).toHaveCount(1);

  await test.step("? shows every key", async () => {
    await page.keyboard.press("?");
    await expect(page.getByRole("dialog", { name: "Keys" })).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toBeHidden();
  });

  await test.step("E says what came of a call, and the next lead follows", async () => {
    for (let place = 0; place < 8; place++) {
      await expect(rows.nth(place)).toHaveAttribute("aria-current", "true");
      await page.keyboard.press("e");
      await tabTo(page, page.getByRole("dialog").getByRole("button", { name: "No answer" }));
      await page.keyboard.press("Enter");
      await expect(page.getByRole("dialog")).toBeHidden();
      await expect(rows.nth(place)).toContainText("Call: no answer");
    }
  });

  await test.step("N notes and stays", async () => {
    await page.keyboard.press("n");
    const note = page.getByRole("dialog").getByRole("textbox");
    await tabTo(page, note);
    await page.keyboard.type("Prefers mornings");
    await tabTo(page, page.getByRole("dialog").getByRole("button").last());
    await page.keyboard.press("Enter");
    await expect(rows.nth(8)).toContainText("Note");
    await expect(rows.nth(8)).toHaveAttribute("aria-current", "true");
  });

  await test.step("S asks until when, and Escape leaves it", async () => {
    await page.keyboard.press("s");
    await expect(page.getByRole("dialog", { name: /Snooze/ })).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toBeHidden();
  });

  await test.step("J and K move", async () => {
    await page.keyboard.press("j");
    await expect(rows.nth(9)).toHaveAttribute("aria-current", "true");
    await page.keyboard.press("k");
    await expect(rows.nth(8)).toHaveAttribute("aria-current", "true");
  });

  await test.step("Enter opens the lead, J goes on in the same view, Escape comes back", async () => {
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/\/leads\/[0-9a-f-]{36}/);
    const opened = page.url();
    await expect(page.getByRole("link", { name: "Next lead" })).toBeVisible();
    await page.keyboard.press("j");
    await expect(page).not.toHaveURL(opened);
    await expect(page.getByRole("link", { name: "Next lead" })).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(page).toHaveURL(/\/leads$/);
  });
});

test("a manager's view is shared, and a broker opens it from the list", async ({ browser }) => {
  const page = await signedIn(browser, manager);
  await page.goto("/leads?source=Website");
  await page.getByRole("button", { name: "Views: Unsaved view" }).click();
  await page.getByRole("button", { name: "Save this view…" }).click();
  const sheet = page.getByRole("dialog");
  await sheet.getByLabel("Name").fill("From the website");
  await sheet.getByLabel("Share with everybody of Keyboard Realty").check();
  await expectAccessible(page);
  await sheet.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByRole("button", { name: "Views: From the website" })).toBeVisible();

  const other = await signedIn(browser, broker);
  await other.goto("/leads");
  await other.getByRole("button", { name: "Views: All open leads" }).click();
  await other.getByRole("button", { name: /From the website/ }).click();
  await expect(other).toHaveURL(/source=Website/);
  await expect(other.locator("tr[data-lead]")).toHaveCount(4);

  await test.step("and taken away with a way back", async () => {
    await page.getByRole("button", { name: "Views: From the website" }).click();
    await page.getByRole("button", { name: /^Remove ?: From the website$/ }).click();
    const removed = page.getByRole("listitem").filter({ hasText: "View “From the website” removed." });
    await removed.getByRole("button", { name: "Undo", exact: true }).click();
    await expect(page.getByRole("button", { name: "Views: From the website" })).toBeVisible();
  });
});

test("Ctrl K finds a person by the first letters of the name", async ({ browser }) => {
  const page = await signedIn(browser, broker);
  await page.goto("/leads");
  await expect(page.locator("tr[data-lead]").first()).toBeVisible();
  await page.keyboard.press("Control+k");
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("option", { name: "Note" }).first()).toBeAttached();
  await page.keyboard.type("palkh");
  await expect(dialog.getByRole("option", { name: /Zubin Palkhivala/ })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Zubin Palkhivala" })).toBeVisible();
});

test("several leads are given to somebody else at once, as the preview says", async ({ browser }) => {
  const page = await signedIn(browser, manager);
  // Those that were called are whoever called them's.
  await page.goto("/leads?owner=none");
  await expect(page.locator("tr[data-lead]")).toHaveCount(4);
  const boxes = page.getByRole("checkbox", { name: /^Choose / });
  await boxes.nth(1).check();
  await boxes.nth(2).check();
  await page.getByRole("button", { name: "Reassign…" }).click();
  const sheet = page.getByRole("dialog", { name: "Who gets these 2 leads?" });
  await sheet.getByRole("checkbox", { name: /Bina Keys/ }).check();
  await expect(sheet.getByText("2 leads move.")).toBeVisible();
  await expectAccessible(page);
  await sheet.getByRole("button", { name: "Reassign 2 leads" }).click();
  await expect(page.getByText("2 leads reassigned.")).toBeVisible();
  await page.goto("/leads?owner=none");
  await expect(page.locator("tr[data-lead]")).toHaveCount(2);
});

for (const locale of ["en-IN", "hi-IN"]) {
  test(`nothing on the list or a lead's page stands in anybody's way in ${locale}`, async ({ browser }) => {
    const page = await signedIn(browser, broker);
    await page.context().addCookies([{ name: "leadlift-locale", value: locale, url: baseUrl }]);
    await page.goto("/leads");
    const first = page.locator("tr[data-lead]").first();
    await expect(first).toBeVisible();
    await expect(page.locator("html")).toHaveAttribute("lang", locale);
    await expectAccessible(page);
    await page.goto(`/leads/${await first.getAttribute("data-lead")}`);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expectAccessible(page);
  });
}

function current(page: Page): Locator {
  return page.locator("tr[data-lead][aria-current=true]");
}

/** Walks there with Tab alone, as whoever has no mouse does. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  for (let step = 0; step < 30; step++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error("Tab does not lead there.");
}
