import { expect, type Page } from "@playwright/test";

/** Sends a file, which is to be taken for what it is. */
export async function chooseFile(page: Page, path: string, kind: string): Promise<void> {
  await page.goto("/import");
  await page.getByLabel("CSV file").setInputFiles(path);
  await expect(page.getByRole("radio", { name: new RegExp(`^${kind}`) })).toBeChecked();
}

/** Imports what was chosen as it is proposed, and waits until all of it is in. */
export async function importChosen(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Import", exact: true }).click();
  await expect(page.getByRole("link", { name: "See the leads" })).toBeVisible({ timeout: 120_000 });
}

/** Leads from a file, as proposed. */
export async function importLeads(page: Page, path: string): Promise<void> {
  await chooseFile(page, path, "Leads");
  await importChosen(page);
}
