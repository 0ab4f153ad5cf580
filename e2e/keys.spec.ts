import { expect, test } from "@playwright/test";
import { expectAccessible } from "./support/accessible.ts";
import { makeKey, post } from "./support/api-key.ts";
import { addOrganisation } from "./support/organisation.ts";
import { signedIn } from "./support/sign-in.ts";

const account = {
  name: "Kiran Keys",
  email: "admin@keys.example",
  password: "correct-horse-battery-keys",
  role: "admin",
};
test.beforeAll(() => addOrganisation("Keys Realty", "keys", [account]));

test("an admin makes a key that is shown once; a program sends with it until it is revoked", async ({
  browser,
}) => {
  const admin = await signedIn(browser, account);
  const key = await test.step("it is shown once", async () => {
    const made = await makeKey(admin, "Telephony", []);
    await admin.reload();
    await expect(admin.getByRole("heading", { name: "Telephony" })).toBeVisible();
    expect(await admin.content()).not.toContain(made);
    return made;
  });
  const line = admin.getByRole("listitem").filter({ hasText: "Telephony" });
  await expect(line).toContainText("Never used");
  await expectAccessible(admin);

  await test.step("a program sends an event with it", async () => {
    const enquiry = {
      eventId: "form-1",
      type: "form_submit",
      occurredAt: new Date().toISOString(),
      subject: { phone: "+91 98250 11111" },
    };
    expect(await post(key, "/v1/events", enquiry)).toMatchObject({ status: 200, body: { recorded: 1 } });
    expect(await post(key, "/v1/events", enquiry)).toMatchObject({ status: 200, body: { duplicates: 1 } });
    expect(await post(key, "/v1/consents", {})).toMatchObject({ status: 403 });
  });

  await test.step("when it was used last is shown", async () => {
    await expect(async () => {
      await admin.reload();
      await expect(line).toContainText("Last used", { timeout: 1_000 });
    }).toPass();
  });

  await test.step("revoked, it is refused", async () => {
    await line.getByRole("button", { name: "Revoke Telephony" }).click();
    await admin.getByRole("dialog").getByRole("button", { name: "Revoke", exact: true }).click();
    await expect(admin.getByRole("heading", { name: "Telephony" })).toBeHidden();
    await expect
      .poll(async () => (await post(key, "/v1/events", { eventId: "form-2" })).status, { timeout: 10_000 })
      .toBe(401);
  });
});

test("a key is replaced without a gap, and a test key sees nothing of the organisation", async ({
  browser,
}) => {
  const admin = await signedIn(browser, account);
  const send = (key: string, eventId: string) => {
    const subject = { phone: "+91 98250 22222" };
    return post(key, "/v1/events", { eventId, type: "form_submit", subject });
  };
  const old = await makeKey(admin, "Forms", []);
  await admin.getByRole("button", { name: "Replace Forms" }).click();
  const sheet = admin.getByRole("dialog");
  await expectAccessible(admin);
  await sheet.getByLabel("The old one ends").selectOption("In an hour");
  await sheet.getByRole("button", { name: "Make the new key" }).click();
  const successor = await sheet.getByLabel("The key").inputValue();
  await expect(sheet).toContainText(`The old one, ${old.slice(0, 13)}…, works until`);
  await sheet.getByRole("button", { name: "Done" }).click();
  await sheet.getByRole("button", { name: "Close without it" }).click();
  const lines = admin.getByRole("listitem").filter({ hasText: "Forms" });
  await expect(lines).toHaveCount(2);
  await expect(lines.last()).toContainText(`${successor.slice(0, 13)}… takes its place`);
  await expectAccessible(admin);
  expect(await send(successor, "replaced-1")).toMatchObject({ status: 200, body: { recorded: 1 } });
  expect(await send(old, "replaced-1")).toMatchObject({ status: 200, body: { duplicates: 1 } });

  const testKey = await makeKey(admin, "Trying out", ["A test key"]);
  expect(testKey).toMatch(/^llt_/);
  expect(await send(testKey, "replaced-1")).toMatchObject({ status: 200, body: { recorded: 1 } });
  await expect(admin.getByRole("listitem").filter({ hasText: "Trying out" })).toContainText("test");
});
