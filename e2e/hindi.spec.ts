import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type Locator, test } from "@playwright/test";
import { expectAccessible } from "./support/accessible.ts";
import { expectHindi } from "./support/hindi.ts";
import { importLeads } from "./support/import-file.ts";
import { addOrganisation } from "./support/organisation.ts";
import { sizes } from "./support/routes.ts";
import { settled } from "./support/settled.ts";
import { signedIn } from "./support/sign-in.ts";

const organisation = "Lucknow Homes";
const manager = account("manager", "Meena Gupta");
const broker = account("broker", "Ravi Verma");
/** One for each size; who enquired last stands first. */
const people = { phone: "Sunita Mishra", desktop: "अनिल शर्मा" };
/** As they were typed in, in whatever language. */
const typed = [organisation, manager.name, broker.name, people.phone, "99acres", "Gomti Nagar", "leads.csv"];

function account(role: "manager" | "broker", name: string) {
  return { name, email: `${role}@hindi.example`, password: `correct-horse-battery-${role}`, role };
}

test.describe.configure({ mode: "serial" });

test.beforeAll(async ({ browser }) => {
  await addOrganisation(organisation, "hindi", [manager, broker]);
  const path = join(await mkdtemp(join(tmpdir(), "leadlift-hindi-")), "leads.csv");
  const at = (minutes: number) =>
    new Date(Date.now() - minutes * 60_000).toLocaleString("sv-SE", { timeZone: "Asia/Kolkata" });
  const lines = [
    "Name,Phone,Lead Source,City,Budget,Owner,Enquiry Date",
    `${people.phone},9839011101,99acres,Gomti Nagar,85 L,${broker.email},${at(20)}`,
    `${people.desktop},9839011102,99acres,Gomti Nagar,1.2 Cr,${broker.email},${at(30)}`,
  ];
  await writeFile(path, `${lines.join("\n")}\n`);
  const page = await signedIn(browser, manager);
  await importLeads(page, path);
  await page.context().close();
});

for (const [size, budget] of [
  ["phone", "₹85 लाख"],
  ["desktop", "₹1.2 करोड़"],
] as const) {
  test(`a broker works a lead in Hindi on a ${size}, and meets no English word`, async ({ browser }) => {
    const name = people[size];
    const page = await signedIn(browser, broker, { viewport: sizes[size] });
    const card = page.locator("[data-lead]").filter({ hasText: name });
    // Nothing on this machine answers calls: what would be opened is written down.
    await page.addInitScript(() => {
      Object.assign(window, {
        open: (address: string) => {
          document.documentElement.dataset.opened = address;
          return window;
        },
      });
    });

    await test.step("they choose their language", async () => {
      await page.goto("/me");
      await page.getByText("हिन्दी", { exact: true }).click();
      await expect(page.locator("html")).toHaveAttribute("lang", "hi-IN");
      await expect(page.getByRole("link", { name: "आज" }).first()).toBeVisible();
      await expectHindi(page, typed);
    });

    await test.step("the day is dated as in India, and the budget is in lakh and crore", async () => {
      await page.goto("/today");
      await expect(page.getByRole("heading", { name: "आज" })).toBeVisible();
      await expect(page.getByText(/^(सोम|मंगल|बुध|गुरु|शुक्र|शनि|रवि)\S*, \d{1,2} \S+ · \d लीड/)).toBeVisible();
      await expect(card).toContainText(budget);
      await settled(page);
      await expectHindi(page, typed);
      await expectAccessible(page);
    });

    await test.step("the message is drafted in Hindi", async () => {
      await card.getByRole("button", { name: `${name} को WhatsApp करें` }).click();
      await page.getByRole("dialog").getByRole("button", { name: "नहीं भेजा" }).click();
      const opened = await page.locator("html").getAttribute("data-opened");
      expect(decodeURIComponent(opened ?? "")).toMatch(
        /^https:\/\/wa\.me\/9198390111\d\d\?text=.*\p{Script=Devanagari}/u,
      );
    });

    await test.step("a call's outcome that was tapped by mistake is taken back", async () => {
      const sheet = await call(card, name);
      await sheet.getByRole("button", { name: "बेकार लीड" }).click();
      await expect(page.getByText(`${name}: बेकार लीड।`)).toBeVisible();
      await expect(card).toBeHidden();
      await expectHindi(page, typed);
      await page.getByRole("button", { name: "वापस लें" }).click();
      await expect(card).toBeVisible();
    });

    await test.step("the true one books a visit", async () => {
      const sheet = await call(card, name);
      await sheet.getByRole("button", { name: "साइट विज़िट तय" }).click();
      await expectHindi(page, typed);
      await sheet.getByRole("button", { name: /^शनिवार/ }).click();
      await sheet.getByRole("button", { name: "साइट विज़िट तय करें" }).click();
      await expect(card).toBeHidden();
      await page.getByRole("button", { name: /^पूरी/ }).click();
      await expect(card).toBeVisible();
      await expectHindi(page, typed);
    });

    await test.step("the lead's page tells of it", async () => {
      await page.goto((await card.getByRole("link").getAttribute("href")) ?? "/");
      const happened = page.getByRole("region", { name: "क्या हुआ" });
      await expect(happened.getByText("साइट विज़िट बुक की").first()).toBeVisible();
      await expect(happened.getByText("कॉल किया गया").first()).toBeVisible();
      await expect(happened.getByText("वापस लिया").first()).toBeVisible();
      await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
      await expect(page.getByText(budget).first()).toBeVisible();
      await settled(page);
      await expectHindi(page, typed);
      await expectAccessible(page);
    });

    for (const path of ["/leads", "/board", "/notifications"]) {
      await test.step(path, async () => {
        await page.goto(path);
        await settled(page);
        await expectHindi(page, typed);
      });
    }
    await page.context().close();
  });
}

async function call(card: Locator, name: string): Promise<Locator> {
  const page = card.page();
  await card.getByRole("button", { name: `${name} को कॉल करें` }).click();
  const sheet = page.getByRole("dialog", { name: `${name} से कॉल कैसी रही?` });
  await expect(sheet).toBeVisible();
  await expectHindi(page, typed);
  return sheet;
}
