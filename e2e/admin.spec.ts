import { expect, type Page, test } from "@playwright/test";
import { expectAccessible } from "./support/accessible.ts";
import { makeKey, post } from "./support/api-key.ts";
import { addOrganisation } from "./support/organisation.ts";
import { sizes } from "./support/routes.ts";
import { signedIn } from "./support/sign-in.ts";

const password = "correct-horse-battery-offices";

// The admin's pages at one size, the invitee's and the leaver's at the other.
for (const [size, theirs] of [
  ["desktop", "phone"],
  ["phone", "desktop"],
] as const) {
  test(`an admin invites on a ${size}, the invitee signs in on a ${theirs}; a leaver's leads move and they are out at once; settings and the audit log tell of it`, async ({
    browser,
  }) => {
    const domain = `offices-${size}.example`;
    const admin = { name: "Amrita Admin", email: `admin@${domain}`, password, role: "admin" };
    const leaver = { name: "Lalit Leaver", email: `lalit@${domain}`, password, role: "broker" };
    const nila = { email: `nila@${domain}`, password };
    await addOrganisation("Offices & Homes", `offices-${size}`, [admin, leaver]);
    const page = await signedIn(browser, admin, { viewport: sizes[size] });
    const viewport = sizes[theirs];
    let link = "";

    await test.step("the admin makes a team and invites somebody into it", async () => {
      await page.goto("/members");
      await page.getByRole("button", { name: "New team" }).click();
      await page.getByLabel("Name").fill("Bopal");
      await page.getByRole("button", { name: "Save" }).click();
      await expect(page.getByText("Bopal is there.")).toBeVisible();
      await page.getByRole("button", { name: "Invite", exact: true }).click();
      await page.getByLabel("E-mail").fill(nila.email);
      await page.getByLabel("Team", { exact: true }).selectOption({ label: "Bopal" });
      await page.getByRole("dialog").getByRole("button", { name: "Invite" }).click();
      link = await page.getByRole("textbox", { name: "Link" }).inputValue();
      expect(link).toMatch(/\/join\/[\w-]{43}$/);
      await page.getByRole("button", { name: "Done" }).click();
      await expect(page.getByText(nila.email)).toBeVisible();
      await expectAccessible(page);
    });

    await test.step("the invitee chooses a password and is in; the link is good once", async () => {
      const invited = await (await browser.newContext({ viewport })).newPage();
      await invited.goto(link);
      await expectAccessible(invited);
      await invited.getByLabel("Your name").fill("Nila Rao");
      await invited.getByLabel("Choose a password").fill(nila.password);
      await invited.getByRole("button", { name: "Join" }).click();
      await expect(invited).toHaveURL(/\/today/);
      await invited.goto(link);
      await expect(invited.getByText("This link was used already")).toBeVisible();
      await invited.context().close();
      await (await signedIn(browser, nila, { viewport })).context().close();
    });

    await test.step("a leaver's leads go to the others, and the leaver is out at once", async () => {
      await giveLead(page, leaver.name, `buyer@${domain}`);
      const leaving = await signedIn(browser, leaver, { viewport });
      await page.goto("/members");
      await page.getByRole("button", { name: `Edit ${leaver.name}` }).click();
      await page.getByRole("button", { name: "Deactivate…" }).click();
      await page
        .getByRole("dialog")
        .getByLabel(/Nila Rao/)
        .check();
      await expect(page.getByText("Nila Rao gets 1, then has 1")).toBeVisible();
      await page.getByRole("dialog").getByRole("button", { name: "Deactivate" }).click();
      await expect(page.getByText(`${leaver.name} is signed out; 1 lead moved.`)).toBeVisible();
      await leaving.goto("/leads");
      await expect(leaving).toHaveURL(/\/sign-in/);
      await leaving.getByLabel("E-mail").fill(leaver.email);
      await leaving.getByLabel("Password").fill(leaver.password);
      await leaving.getByRole("button", { name: "Sign in", exact: true }).click();
      await expect(leaving.getByText("This account may not sign in.")).toBeVisible();
    });

    await test.step("a setting is changed, holds, and is put back", async () => {
      await page.goto("/settings");
      const reply = page.getByLabel("First reply within (minutes)");
      await reply.fill("12");
      await page.getByRole("button", { name: "Save: Promises and pace" }).click();
      await expect(page.getByText("Saved.")).toBeVisible();
      await page.reload();
      await expect(reply).toHaveValue("12");
      await page.getByRole("button", { name: "Remove Qualified" }).click();
      const save = page.getByRole("button", { name: "Save: Outcome ladder" });
      await save.click();
      await expect(save).toHaveText("Save");
      await expect(page.getByLabel("Step 2")).toHaveValue("Visit booked");
      await expectAccessible(page);
    });

    await test.step("the audit log tells of all of it, and is exported", async () => {
      await page.goto("/audit");
      const log = page.getByRole("list", { name: "Audit log" });
      await expect(log.getByText("Deactivated somebody: Lalit Leaver")).toBeVisible();
      await page.getByLabel("What").selectOption("organisation.change-setting");
      await expect(log.getByText("5 → 12")).toBeVisible();
      await expect(log.getByText("Deactivated somebody")).toBeHidden();
      await expectAccessible(page);
      const file = page.waitForEvent("download");
      await page.getByRole("link", { name: "Export CSV" }).click();
      expect((await file).suggestedFilename()).toBe("audit-log.csv");
    });
    await page.context().close();
  });
}

/** A lead comes in by the API, and a manager gives it to somebody. */
async function giveLead(page: Page, name: string, email: string): Promise<void> {
  const key = await makeKey(page, "Forms", []);
  const enquiry = {
    eventId: "enquiry-for-the-leaver",
    type: "form_submit",
    occurredAt: new Date().toISOString(),
    subject: { email },
  };
  expect(await post(key, "/v1/events", enquiry)).toMatchObject({ status: 200 });
  await page.goto("/team");
  await page
    .getByRole("button", { name: /Reassign/ })
    .first()
    .click();
  const sheet = page.getByRole("dialog");
  await sheet.getByLabel("Whose leads").selectOption({ index: 1 });
  await sheet.getByLabel(new RegExp(name)).check();
  await sheet.getByRole("button", { name: /Move 1/ }).click();
  await expect(sheet).toBeHidden();
}
