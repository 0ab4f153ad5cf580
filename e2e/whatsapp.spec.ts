import { expect, test } from "@playwright/test";
import { expectAccessible } from "./support/accessible.ts";
import { addOrganisation } from "./support/organisation.ts";
import { sizes } from "./support/routes.ts";
import { signedIn } from "./support/sign-in.ts";
import { askAsMeta, connectWhatsApp, sendAsMeta } from "./support/whatsapp.ts";

const slug = "whatsapp";
const admin = account("admin", "Asha Whatsapp");
const bina = account("broker", "Bina Whatsapp");

function account(role: "admin" | "broker", name: string) {
  const [first = ""] = name.toLowerCase().split(" ");
  return { name, email: `${first}@${slug}.example`, password: `correct-horse-battery-${first}`, role };
}

test.beforeAll(() => addOrganisation("Whatsapp Realty", slug, [admin, bina]));

test("an admin connects a number; who writes to it stands scored on a broker's open page, once; the number goes again", async ({
  browser,
}) => {
  const page = await signedIn(browser, admin);
  const number = await test.step("it is connected step by step", async () => {
    await page.goto("/whatsapp");
    await expect(page.getByText("No number is connected")).toBeVisible();
    const connected = await connectWhatsApp(page);
    await expectAccessible(page);
    expect(await askAsMeta(connected)).toBe("1158201444");
    await expect(page.getByText("got the right answer")).toBeVisible();
    return connected;
  });

  await test.step("what somebody writes is a lead with its score on an open page", async () => {
    const broker = await signedIn(browser, bina, { viewport: sizes.phone });
    await broker.goto("/today");
    await expect(broker.getByRole("heading", { name: "Today" })).toBeVisible();
    const written = {
      name: "Rhea Mehta",
      from: "919825055501",
      text: "3 BHK in Wakad?",
      id: "wamid.journey",
    };
    expect(await sendAsMeta(number, written)).toBe(200);
    expect(await sendAsMeta(number, written)).toBe(200);
    const offer = broker.locator("[data-unclaimed]").filter({ hasText: "Rhea Mehta" });
    await expect(offer).toHaveCount(1);
    await expect(offer).toContainText(/\d\d/);
    await offer.getByRole("link", { name: "Rhea Mehta" }).click();
    await expect(broker.getByText("3 BHK in Wakad?").first()).toBeVisible();
    await broker.context().close();
  });

  await test.step("the page tells that it works, and when another secret signs", async () => {
    await expect(page.getByText("works", { exact: true })).toBeVisible();
    await expect(page.getByRole("heading", { name: "+917940001234" })).toBeVisible();
    const wrong = { ...number, secret: "not the app's secret at all" };
    expect(await sendAsMeta(wrong, { name: "X", from: "919825055502", text: "x" })).toBe(401);
    await expect(page.getByText("Something signed with another secret was refused")).toBeVisible();
  });

  await test.step("it goes only after it was asked about", async () => {
    await page.getByRole("button", { name: "Disconnect +917940001234" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Disconnect", exact: true }).click();
    await expect(page.getByText("No number is connected")).toBeVisible();
  });
});
