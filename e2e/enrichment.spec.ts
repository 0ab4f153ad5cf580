import { expect, test } from "@playwright/test";
import { expectAccessible } from "./support/accessible.ts";
import { makeKey, post } from "./support/api-key.ts";
import { addOrganisation } from "./support/organisation.ts";
import { signedIn } from "./support/sign-in.ts";
import { type StandInProvider, standInProvider } from "./support/stand-in-provider.ts";

const account = {
  name: "Esha Enrich",
  email: "admin@enrichment.example",
  password: "correct-horse-battery-enrich",
  role: "admin",
};

let provider: StandInProvider;
test.beforeAll(async () => {
  await addOrganisation("Enriched Realty", "enrichment", [account]);
  provider = await standInProvider({
    person: { employment: { title: "Managing Director", name: "Rao Interiors" } },
    company: { metrics: { employees: 40 } },
  });
});
test.afterAll(() => provider.close());

test("an admin sets up a provider from a preset, tries it, and a lead that agreed gets what it says", async ({
  browser,
}) => {
  const admin = await signedIn(browser, account);
  const key = await makeKey(admin, "Forms", ["Record consents"]);
  const enquire = async (email: string) => {
    const subject = { email };
    const enquiry = { eventId: email, type: "form_submit", occurredAt: new Date().toISOString(), subject };
    expect(await post(key, "/v1/events", enquiry)).toMatchObject({ status: 200 });
    const entries = [{ purpose: "enrichment", status: "given", channel: "form" }];
    expect(await post(key, "/v1/consents", { subject, entries })).toMatchObject({ status: 200 });
  };
  await enquire("asha@rao.example");

  await test.step("add it from a preset", async () => {
    await admin.goto("/enrichment");
    await expect(admin.getByText("1 of 1 open lead may be asked about.")).toBeVisible();
    await admin.getByRole("button", { name: "Add the first provider" }).click();
    await admin.getByLabel("Begin with").selectOption("clearbit");
    await expect(admin.getByLabel("Address", { exact: true })).toHaveValue(/clearbit\.com/);
    await admin.getByLabel("Address", { exact: true }).fill(`${provider.url}/find`);
    await admin.getByRole("button", { name: "Save" }).click();
    await expect(admin.getByText("The address asks the same of every lead")).toBeVisible();
    await expect(admin.getByText("enter the key")).toBeHidden();
    await admin.getByLabel("Address", { exact: true }).fill(`${provider.url}/find?email={email}`);
    await admin.getByRole("button", { name: "Save" }).click();
    await expect(admin.getByText("enter the key")).toBeVisible();
    await admin.getByLabel("Key", { exact: true }).fill("sk-very-secret");
  });

  await test.step("the mapping shows what it would store of a pasted answer", async () => {
    await admin
      .getByLabel("An answer of the provider, as JSON")
      .fill('{ "person": { "employment": { "title": "Broker" } } }');
    await expect(admin.getByText("1 of 7 attributes would be stored.")).toBeVisible();
    await expect(admin.getByText("“Broker”")).toBeVisible();
    await expectAccessible(admin);
  });

  await test.step("the key is not shown again", async () => {
    await admin.getByRole("button", { name: "Save" }).click();
    await expect(admin.getByRole("heading", { name: "Clearbit" })).toBeVisible();
    await admin.reload();
    await admin.getByRole("button", { name: "Edit Clearbit" }).click();
    await expect(admin.getByLabel("Key", { exact: true })).toHaveValue("");
    expect(await admin.content()).not.toContain("sk-very-secret");
    await admin.getByRole("button", { name: "Cancel" }).click();
  });

  await test.step("one real try, and the lead has it", async () => {
    await admin.getByRole("button", { name: "Try with one lead" }).click();
    const sheet = admin.getByRole("dialog");
    await sheet.getByRole("button", { name: "Ask now" }).click();
    await expect(sheet.getByText("“Managing Director”")).toBeVisible();
    expect(provider.asked).toEqual([
      { url: "/find?email=asha%40rao.example", authorization: "Bearer sk-very-secret" },
    ]);
    await sheet.getByRole("link", { name: "Open the lead" }).click();
    await expect(admin).toHaveURL(/\/leads\/[0-9a-f-]{36}/);
    const happened = admin.getByRole("region", { name: "What happened" });
    await expect(async () => {
      await admin.reload();
      await expect(happened.getByText("Clearbit")).toBeVisible({ timeout: 5_000 });
    }).toPass();
    // The worker used the answer of the try.
    expect(provider.asked).toHaveLength(1);
  });

  await test.step("while it hangs, events come in and pages open", async () => {
    await admin.goto("/enrichment");
    await expect(admin.getByText("1 of 500 requests")).toBeVisible();
    await expectAccessible(admin);
    await admin.getByRole("button", { name: "Edit Clearbit" }).click();
    await admin.getByLabel("Address", { exact: true }).fill(`${provider.url}/hang?email={email}`);
    await admin.getByRole("button", { name: "Save" }).click();
    await expect(admin.getByRole("heading", { name: "Clearbit" })).toBeVisible();
    await enquire("ravi@mehta.example");
    await expect.poll(() => provider.asked.length, { timeout: 30_000 }).toBe(2);
    const call = { type: "call_in", occurredAt: new Date().toISOString(), properties: { seconds: 90 } };
    const subject = { email: "ravi@mehta.example" };
    expect(await post(key, "/v1/events", { eventId: "call-1", ...call, subject })).toMatchObject({
      status: 200,
      body: { recorded: 1 },
    });
    await admin.getByRole("button", { name: "Switch off Clearbit" }).click();
    await expect(admin.getByRole("button", { name: "Switch on Clearbit" })).toBeVisible();
  });

  await test.step("removed, it is gone", async () => {
    await admin.getByRole("button", { name: "Remove Clearbit" }).click();
    await admin.getByRole("dialog").getByRole("button", { name: "Remove", exact: true }).click();
    await expect(admin.getByText("Nobody is asked yet")).toBeVisible();
  });
});
