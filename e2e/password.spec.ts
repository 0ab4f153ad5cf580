import { expect, type Page, test } from "@playwright/test";
import { expectAccessible } from "./support/accessible.ts";
import { addOrganisation, leadlift } from "./support/organisation.ts";
import { sizes } from "./support/routes.ts";
import { signedIn, signIn } from "./support/sign-in.ts";

const first = "correct-horse-battery-forgotten";
const second = "correct-horse-battery-by-link";
const third = "correct-horse-battery-changed";
const fourth = "correct-horse-battery-by-the-operator";
const admin = { name: "Amrita Admin", email: "admin@forgetful.example", password: first, role: "admin" };
const broker = { name: "Bhola Broker", email: "bhola@forgetful.example", password: first, role: "broker" };

test("a forgotten password is set by link, then changed, and at last set by the operator; each time others are out", async ({
  browser,
}) => {
  await addOrganisation("Forgetful Homes", "forgetful", [admin, broker]);
  const page = await signedIn(browser, admin, { viewport: sizes.desktop });
  const before = await signedIn(browser, broker);
  const phone = await (await browser.newContext({ viewport: sizes.phone })).newPage();
  let link = "";

  await test.step("the admin makes a link, which is shown once", async () => {
    await page.goto("/members");
    await page.getByRole("button", { name: `Edit ${broker.name}` }).click();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Make a link for a new password" }).click();
    link = await page.getByRole("textbox", { name: "Link" }).inputValue();
    expect(link).toMatch(/\/reset\/[\w-]{43}$/);
    await expectAccessible(page);
    await page.getByRole("button", { name: "Done" }).click();
    await page.getByRole("button", { name: `Edit ${admin.name}` }).click();
    await expect(page.getByRole("button", { name: "Save" })).toBeVisible();
    await expect(page.getByRole("button", { name: "Make a link for a new password" })).toBeHidden();
  });

  await test.step("the colleague chooses a password, and signs in with it; the link is good once", async () => {
    await phone.goto("/sign-in");
    await expect(phone.getByText("Forgot your password?")).toBeVisible();
    await phone.goto(link);
    await expect(phone.getByLabel("E-mail")).toHaveValue(broker.email);
    await expectAccessible(phone);
    await phone.getByLabel("New password").fill(second);
    await phone.getByRole("button", { name: "Set the password" }).click();
    await expect(phone.getByText("Your new password is set.")).toBeVisible();
    await expectAccessible(phone);
    await phone.getByRole("link", { name: "Go to sign in" }).click();
    await signIn(phone, { ...broker, password: second });
    await isOut(before);
    await phone.goto(link);
    await expect(phone.getByRole("heading", { name: "This link does not work" })).toBeVisible();
    await expectAccessible(phone);
  });

  await test.step("they change it under Me; here they stay, elsewhere they are out", async () => {
    const other = await (await browser.newContext()).newPage();
    await other.goto("/sign-in");
    await signIn(other, { ...broker, password: second });
    await phone.goto("/me");
    await change(phone, first, third);
    await expect(phone.getByText("This is not your current password.")).toBeVisible();
    await expectAccessible(phone);
    await change(phone, second, third);
    await expect(phone.getByText("Your password is changed;")).toBeVisible();
    await expect(phone).toHaveURL(/\/me$/);
    await phone.goto("/today");
    await expect(phone).toHaveURL(/\/today/);
    await isOut(other);
  });

  await test.step("whoever runs the installation sets one, also an admin's", async () => {
    await leadlift(["account", "password", admin.email], `${fourth}\n`);
    await isOut(page);
    await page.goto("/sign-in");
    await signIn(page, { ...admin, password: fourth });
    await page.goto("/audit");
    const log = page.getByRole("list", { name: "Audit log" });
    await expect(log.getByText("Made a link for a new password: Bhola Broker")).toBeVisible();
    await expect(log.getByText("Changed own password")).toBeVisible();
  });
});

async function change(page: Page, current: string, next: string): Promise<void> {
  await page.getByLabel("Current password").fill(current);
  await page.getByLabel("New password").fill(next);
  await page.getByRole("button", { name: "Change password" }).click();
}

async function isOut(page: Page): Promise<void> {
  await page.goto("/leads");
  await expect(page).toHaveURL(/\/sign-in/);
}
