import { expect, test } from "@playwright/test";
import { expectAccessible } from "./support/accessible.ts";
import { makeKey, post } from "./support/api-key.ts";
import { addOrganisation } from "./support/organisation.ts";
import { smallTargets } from "./support/reach.ts";
import { sizes, themes } from "./support/routes.ts";
import { signedIn } from "./support/sign-in.ts";
import { isSigned, type WebhookReceiver, webhookReceiver } from "./support/webhook-receiver.ts";

const account = {
  name: "Vikram Hook",
  email: "admin@webhooks.example",
  password: "correct-horse-battery-webhooks",
  role: "admin",
};

const thumb = 44;
const narrowest = 320;

let receiver: WebhookReceiver;
test.beforeAll(async () => {
  await addOrganisation("Told Realty", "webhooks", [account]);
  receiver = await webhookReceiver();
});
test.afterAll(() => receiver.close());

test("an admin adds a webhook; a changed score arrives signed, and what the receiver refused is sent again", async ({
  browser,
}) => {
  const admin = await signedIn(browser, account);
  const key = await makeKey(admin, "Forms", ["Record consents"]);
  const messages = (type: string) => receiver.received.filter((message) => message.type === type);
  const event = async (type: string, properties: Record<string, unknown> = {}) => {
    const occurredAt = new Date().toISOString();
    const sent = { eventId: `${type}-1`, type, occurredAt, properties, subject };
    expect(await post(key, "/v1/events", sent)).toMatchObject({ status: 200, body: { recorded: 1 } });
  };
  const subject = { phone: "+91 98250 44444" };

  const secret = await test.step("it is added, and its secret shown once", async () => {
    await admin.goto("/webhooks");
    await admin.getByRole("button", { name: "Add the first webhook" }).click();
    const sheet = admin.getByRole("dialog");
    await sheet.getByLabel("Name").fill("Dialler");
    await sheet.getByLabel("Address").fill("https://10.0.0.8/");
    await sheet.getByLabel("Consents that are withdrawn").check();
    await sheet.getByRole("button", { name: "Add the webhook" }).click();
    await expect(sheet.getByText("Only addresses of the open internet can be told")).toBeVisible();
    await sheet.getByLabel("Address").fill(receiver.url);
    await sheet.getByRole("button", { name: "Add the webhook" }).click();
    const shown = await sheet.getByLabel("The secret").inputValue();
    await sheet.getByRole("button", { name: "Done" }).click();
    await sheet.getByRole("button", { name: "Close without it" }).click();
    await expect(admin.getByRole("heading", { name: /^Dialler/ })).toBeVisible();
    await admin.reload();
    expect(await admin.content()).not.toContain(shown);
    return shown;
  });

  await test.step("a test arrives", async () => {
    await admin.getByRole("button", { name: "Send a test" }).click();
    await expect(admin.getByText("Taken (204)")).toBeVisible();
    expect(messages("webhook.test").map((message) => isSigned(message, secret))).toEqual([true]);
  });

  await test.step("a changed score arrives, signed, and says from what to what", async () => {
    await event("form_submit");
    await expect.poll(() => messages("score.changed").length).toBe(1);
    await event("call_in", { seconds: 120 });
    await expect.poll(() => messages("score.changed").length).toBe(2);
    const [first, second] = messages("score.changed");
    expect(first?.data).toMatchObject({ before: { score: null }, reasons: expect.any(Array) });
    expect(second?.data).toMatchObject({ leadId: first?.data.leadId, before: { score: expect.any(Number) } });
    expect(second && isSigned(second, secret)).toBe(true);
    expect(second && isSigned(second, `whsec_${Buffer.alloc(32).toString("base64")}`)).toBe(false);
    expect(JSON.stringify(receiver.received)).not.toContain("98250");
    await admin.reload();
    await expect(admin.getByText("Changed score", { exact: true })).toHaveCount(2);
    await expectAccessible(admin);
  });

  await test.step("a thumb reaches all of it on the narrowest phone, in both themes", async () => {
    const phone = await signedIn(browser, account, { hasTouch: true, viewport: sizes.phone });
    await phone.goto(admin.url());
    await phone.getByText("Changed score", { exact: true }).first().click();
    await expect(phone.getByRole("button", { name: "Send again", exact: true })).toBeVisible();
    for (const theme of themes) {
      await phone.emulateMedia({ colorScheme: theme });
      await expectAccessible(phone);
    }
    expect(await smallTargets(phone, thumb)).toEqual([]);
    await phone.setViewportSize({ width: narrowest, height: 640 });
    expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBe(narrowest);
    await phone.setViewportSize(sizes.phone);
    await phone.getByRole("button", { name: "Edit" }).click();
    await expect(phone.getByRole("dialog").getByLabel("Name")).toHaveValue("Dialler");
    await expectAccessible(phone);
    expect(await smallTargets(phone, thumb)).toEqual([]);
    await phone.context().close();
  });

  await test.step("a receiver that says it is gone is told nothing more, and the admin hears of it", async () => {
    receiver.answer(410);
    const entries = [{ purpose: "calls", status: "withdrawn", channel: "phone" }];
    expect(await post(key, "/v1/consents", { subject, entries })).toMatchObject({ status: 200 });
    await expect.poll(() => messages("consent.withdrawn").length).toBe(1);
    await expect(async () => {
      await admin.goto("/notifications");
      await expect(admin.getByText("A webhook was turned off")).toBeVisible({ timeout: 1_000 });
    }).toPass();
    await admin.getByText("A webhook was turned off").click();
    await admin.getByRole("button", { name: /^Dialler/ }).click();
    await expect(admin.getByRole("note")).toContainText("said that it is gone");
  });

  await test.step("turned on again, what was given up is sent again as it was", async () => {
    receiver.answer(200);
    await admin.getByRole("button", { name: "Turn on" }).click();
    await admin.getByRole("button", { name: "Send again what was given up" }).click();
    await expect.poll(() => messages("consent.withdrawn").length).toBe(2);
    const [refused, taken] = messages("consent.withdrawn");
    expect([taken?.id, taken?.body]).toEqual([refused?.id, refused?.body]);
    expect(taken && isSigned(taken, secret)).toBe(true);
    const line = admin.getByRole("listitem").filter({ hasText: "Withdrawn consent" });
    await expect(line).toContainText("Taken (200) · 2 attempts");
  });

  await test.step("paused, it waits; deleted, it is gone", async () => {
    await admin.getByRole("button", { name: "Pause" }).click();
    await expect(admin.getByRole("note")).toContainText("Nothing is sent");
    await admin.getByRole("button", { name: "Delete" }).click();
    await admin.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
    await expect(admin.getByText("No system is told yet")).toBeVisible();
  });
});
