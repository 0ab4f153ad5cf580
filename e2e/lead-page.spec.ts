import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type Locator, type Page, test } from "@playwright/test";
import { expectAccessible } from "./support/accessible.ts";
import { importLeads } from "./support/import-file.ts";
import { addOrganisation, leadlift } from "./support/organisation.ts";
import { signedIn } from "./support/sign-in.ts";
import { trainModel } from "./support/train-model.ts";

const slug = "lead-page";
const account = (role: "admin" | "broker") => ({
  name: `${role} of the lead page`,
  email: `${role}@${slug}.example`,
  password: `correct-horse-battery-${role}`,
  role,
});
const asha = { name: "Asha Twice", phone: "9876501234" };

/** Loans decide, with luck; of every second lead nobody knows. Asha enquired twice and has told nothing. */
function leadsFile(): string {
  const loans = ["not applied", "applied", "approved"];
  const lines = ["Lead Number,Name,Phone,Lead Source,Home Loan,Converted"];
  let state = 20261123;
  const random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  for (let row = 0; row < 600; row++) {
    const loan = Math.floor(random() * loans.length);
    const known = random() < 0.5;
    const converted = random() < 0.08 + 0.36 * loan ? 1 : 0;
    const phone = 9000000000 + row * 7919;
    lines.push(
      `${1000 + row},Person ${row},${phone},${row % 3 ? "99acres" : "Website"},${known ? loans[loan] : ""},${converted}`,
    );
  }
  for (const number of [5001, 5002]) lines.push(`${number},${asha.name},${asha.phone},Website,,0`);
  return `${lines.join("\n")}\n`;
}

test.describe.configure({ mode: "serial" });

test.beforeAll(async ({ browser }) => {
  await addOrganisation("Lead Page Realty", slug, [account("admin"), account("broker")]);
  const path = join(await mkdtemp(join(tmpdir(), "leadlift-lead-page-")), "leads.csv");
  await writeFile(path, leadsFile());
  const admin = await signedIn(browser, account("admin"));
  await importLeads(admin, path);
  await leadlift(["question", "home_loan", "Have you applied for a home loan?", "--org", slug]);
  await trainModel(admin);
  await admin.close();
});

test("a broker asks what would move the score most, and the answer moves it before the broker's eyes", async ({
  browser,
}) => {
  const page = await signedIn(browser, account("broker"));
  await openAsha(page);
  const ask = page.getByRole("region", { name: "Ask now" });
  await expect(ask.getByText("Have you applied for a home loan?")).toBeVisible();
  await expectAccessible(page);
  const before = await scoreOf(page);

  await test.step("one tap, and the score follows", async () => {
    await ask.getByRole("button", { name: "Approved" }).click();
    await expect(ask.getByText(/Home Loan: Approved: the score went from/)).toBeVisible();
    expect(await scoreOf(page)).toBeGreaterThan(before);
    await expect(timelineEntry(page, "Noted: Home Loan")).toBeVisible();
  });

  await test.step("undo takes the answer back, and the score with it", async () => {
    await page.getByRole("button", { name: "Undo", exact: true }).click();
    await expect(ask.getByText("Have you applied for a home loan?")).toBeVisible();
    await expect.poll(() => scoreOf(page)).toBe(before);
  });

  await test.step("what they would not say is not asked again, until that is taken back", async () => {
    await ask.getByRole("button", { name: "They would not say" }).click();
    await expect(ask.getByText("Have you applied for a home loan?")).toBeHidden();
    await page.getByText("not asked again").waitFor();
    await page.getByRole("button", { name: "Undo", exact: true }).last().click();
    await expect(ask.getByText("Have you applied for a home loan?")).toBeVisible();
  });
});

test("a broker makes one lead of an enquiry that came twice, and two again", async ({ browser }) => {
  const page = await signedIn(browser, account("broker"));
  await openAsha(page);
  const kept = page.url();
  const twin = page.getByRole("region", { name: "Other enquiries of this person" }).getByRole("link");
  const address = (await twin.getAttribute("href")) ?? "";

  await test.step("with a preview of both", async () => {
    await page.getByRole("button", { name: "Same enquiry? Merge" }).click();
    const sheet = page.getByRole("dialog");
    await expect(sheet.getByText("Stays")).toBeVisible();
    await expectAccessible(page);
    await sheet.getByRole("button", { name: "Merge", exact: true }).click();
    await expect(page.getByText("Merged: one lead with both histories.")).toBeVisible();
    await expect(twin).toBeHidden();
  });

  await test.step("whose address leads to the one that stays, with a note", async () => {
    await page.goto(address);
    await expect(page).toHaveURL(new RegExp(new URL(kept).pathname));
    await expect(page.getByText("That enquiry was merged into this lead")).toBeVisible();
    await expectAccessible(page);
  });

  await test.step("and is undone from the timeline", async () => {
    await timelineEntry(page, "Merged with another enquiry").getByRole("button", { name: /^Undo/ }).click();
    await expect(page.getByText("Two leads again.")).toBeVisible();
    await expect(timelineEntry(page, "Merge undone")).toBeVisible();
    await page.goto(address);
    await expect(page).toHaveURL(new RegExp(address));
  });
});

async function openAsha(page: Page): Promise<void> {
  await page.goto("/leads?q=1234&status=all");
  const lead = page.locator("[data-lead]").filter({ hasText: asha.name }).first();
  await page.goto(`/leads/${await lead.getAttribute("data-lead")}`);
  await expect(page.getByRole("heading", { name: asha.name })).toBeVisible();
}

async function scoreOf(page: Page): Promise<number> {
  return Number(
    /Score\s+(\d+)\s*$/.exec(await page.getByRole("region", { name: "Why this score" }).innerText())?.[1],
  );
}

function timelineEntry(page: Page, text: string): Locator {
  return page.getByRole("region", { name: "What happened" }).getByRole("listitem").filter({ hasText: text });
}
