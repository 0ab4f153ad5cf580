import { expect, type Page } from "@playwright/test";
import { apiUrl } from "./address.ts";

/** Makes a key on the page of keys and gives its text, which is seen there this once. */
export async function makeKey(admin: Page, name: string, scopes: readonly string[]): Promise<string> {
  await admin.goto("/keys");
  await admin.getByRole("button", { name: /^(Make the first key|New key)$/ }).click();
  const sheet = admin.getByRole("dialog");
  await sheet.getByLabel("Name").fill(name);
  for (const scope of scopes) await sheet.getByLabel(scope).check();
  await sheet.getByRole("button", { name: "Make the key" }).click();
  const key = await sheet.getByLabel("The key").inputValue();
  await sheet.getByRole("button", { name: "Done" }).click();
  await sheet.getByRole("button", { name: "Close without it" }).click();
  await expect(sheet).toBeHidden();
  return key;
}

/** Sends JSON to the API as a program with this key does. */
export async function post(
  key: string,
  path: string,
  body: unknown,
): Promise<{ status: number; body: unknown }> {
  const response = await fetch(`${apiUrl}${path}`, {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: await response.json() };
}
