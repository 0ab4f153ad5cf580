import { expect, type Page, test } from "@playwright/test";
import { adminAccount, brokerAccount } from "./support/accounts.ts";
import { leadsFile } from "./support/leads-file.ts";
import { signedIn } from "./support/sign-in.ts";
import { trainModel } from "./support/train-model.ts";

test("an admin imports leads and trains; a broker opens the best of a ranked list and sees why", async ({
  browser,
}) => {
  const file = await leadsFile();

  const admin = await signedIn(browser, adminAccount);
  await test.step("import", async () => {
    await admin.goto("/import");
    await admin.getByLabel("CSV file").setInputFiles(file.path);
    await expect(admin.getByRole("heading", { name: file.name })).toBeVisible();
    await expect(admin.getByLabel("What “Converted” means")).toHaveValue("outcome");
    for (const column of file.leaks) {
      await admin.getByLabel(`What “${column}” means`, { exact: true }).selectOption("leave");
    }
    await admin.getByRole("button", { name: "Import", exact: true }).click();
    await expect(admin.getByRole("link", { name: "See the leads" })).toBeVisible({ timeout: 120_000 });
    await expect(admin.getByText(`${file.rows.toLocaleString("en-IN")} rows read`)).toBeVisible();
  });

  await test.step("train and score", async () => {
    await trainModel(admin);
    await expect(admin.getByText("AUC").first()).toBeVisible();
  });

  const broker = await signedIn(browser, brokerAccount);
  await test.step("the list is ranked", async () => {
    await broker.goto("/leads");
    const scores = await scoresOf(broker);
    expect(scores.length).toBeGreaterThan(10);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    expect(scores[0]).toBeGreaterThan(57);
  });

  await test.step("the lead says why, in points that add up", async () => {
    const first = broker.locator("[data-lead]").first();
    await broker.goto(`/leads/${await first.getAttribute("data-lead")}`);
    const reasons = broker.getByRole("region", { name: "Why this score" });
    await expect(reasons.getByRole("listitem").first()).toBeVisible();
    const { start, points, total } = pointsOf(await reasons.innerText());
    expect(start).toBe(50);
    expect(start + points.reduce((sum, row) => sum + row, 0)).toBe(total);
  });
});

/** The scores on the first page, top to bottom. */
async function scoresOf(page: Page): Promise<number[]> {
  const rows = page.locator("[data-lead]");
  await expect(rows.first()).toBeVisible();
  const texts = await rows.locator(".sr-only").allTextContents();
  return texts.flatMap((text) => /^(?:Score )?(\d+)/.exec(text)?.[1] ?? []).map(Number);
}

/** What the rows of "Why this score" say: the average lead, the signed points, and the sum before its limits. */
function pointsOf(text: string): { start: number; points: number[]; total: number } {
  const start = Number(/Average lead\s+(\d+)/.exec(text)?.[1]);
  const points = [...text.matchAll(/^([+−])(\d+)$/gm)].map(
    ([, sign, size]) => Number(size) * (sign === "+" ? 1 : -1),
  );
  const total = Number(/\((\d+), kept within/.exec(text)?.[1] ?? /Score\s+(\d+)/.exec(text)?.[1]);
  return { start, points, total };
}
