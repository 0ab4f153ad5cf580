import { expect, type Page, test } from "@playwright/test";
import { activityFiles } from "./support/activity-files.ts";
import { chooseFile, importChosen } from "./support/import-file.ts";
import { addOrganisation } from "./support/organisation.ts";
import { signedIn } from "./support/sign-in.ts";
import { trainModel } from "./support/train-model.ts";

const account = {
  name: "Pooja Past",
  email: "pooja@past.example",
  password: "correct-horse-battery-past",
  role: "admin",
};

// An organisation of its own: the model is to learn from these leads alone.
test.beforeAll(() => addOrganisation("Past & Present", "past", [account]));

test("past activities come in, move a lead's score, and are taken back", async ({ browser }) => {
  const files = await activityFiles(Date.now());
  const admin = await signedIn(browser, account);

  await test.step("a model learns from leads and what they did", async () => {
    await chooseFile(admin, files.leads, "Leads");
    await importChosen(admin);
    await expect(admin.getByText("601 rows read")).toBeVisible();
    await chooseFile(admin, files.history, "Past activities");
    await expect(admin.getByLabel("What “WhatsApp Received” means")).toHaveValue("whatsapp_in");
    await importChosen(admin);
    await trainModel(admin);
  });

  await admin.goto(`/leads?q=${encodeURIComponent(files.name)}`);
  await expect(admin.locator("[data-lead]")).toHaveCount(1);
  const leadId = await admin.locator("[data-lead]").getAttribute("data-lead");
  const lead = `/leads/${leadId}`;
  let before = 0;
  await expect(async () => {
    before = await scoreOf(admin, lead);
    expect(before).toBeGreaterThan(0);
  }).toPass({ timeout: 60_000 });
  await expect(admin.getByText("Booked a site visit")).toHaveCount(0);

  await test.step("what the lead did just now is imported", async () => {
    await chooseFile(admin, files.news, "Past activities");
    await importChosen(admin);
    await expect(admin.getByText("5 rows read")).toBeVisible();
  });
  const importUrl = admin.url();
  await expect(async () => {
    expect(await scoreOf(admin, lead)).toBeGreaterThan(before + 5);
  }).toPass({ timeout: 60_000 });
  await expect(admin.getByText("Booked a site visit")).toBeVisible();

  await test.step("the import is undone", async () => {
    await admin.goto(importUrl);
    await admin.getByRole("button", { name: "Undo this import" }).click();
    await expect(admin.getByText("Removes 5 activities.")).toBeVisible();
    await admin.getByRole("button", { name: "Undo the import" }).click();
    await expect(admin.getByText("5 activities removed.")).toBeVisible({ timeout: 60_000 });
  });
  await expect(async () => {
    expect(Math.abs((await scoreOf(admin, lead)) - before)).toBeLessThanOrEqual(2);
  }).toPass({ timeout: 60_000 });
  await expect(admin.getByText("Booked a site visit")).toHaveCount(0);
});

/** The lead's score as its page says it; 0 where it has none. */
async function scoreOf(page: Page, lead: string): Promise<number> {
  await page.goto(lead);
  const text = await page.getByRole("region", { name: "Why this score" }).innerText();
  return Number(/Score\s+(\d+)/.exec(text)?.[1] ?? 0);
}
