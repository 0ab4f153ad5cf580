import { expect, type Page } from "@playwright/test";

/** An admin has the first model learn, and waits until it has. */
export async function trainModel(admin: Page): Promise<void> {
  await admin.goto("/model");
  await admin.getByRole("button", { name: "Train the model" }).click();
  await expect(admin.getByRole("button", { name: "Train again" })).toBeVisible({ timeout: 180_000 });
}
