import { newId } from "@leadlift/db/id";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createAccount } from "../auth/create-account.ts";
import { sessionOf } from "../auth/session.ts";
import { password, signIn, signInPlatform } from "../auth/test/sign-in.ts";
import { demoOrganisationId } from "../demo/accounts.ts";
import { ownPlatform } from "../jobs/test/own-platform.ts";
import { createTenant, type TestPlatform } from "../lead/test/tenant.ts";
import { createOrganisation } from "./create.ts";
import { signUp, signUpOpen } from "./sign-up.ts";

let open: TestPlatform;
beforeAll(async () => {
  open = await signInPlatform({ LEADLIFT_SIGNUP: "open" });
});
afterAll(() => open.db.close());

const wish = (email = `${newId()}@sign.example`) => ({
  organisation: "Shanti Realty",
  name: "Shanti Devi",
  email,
  password,
});

test("where sign-up is open, an organisation of one's own is made with oneself as its admin", async () => {
  const { orgId, email } = await signUp(open, wish());
  const cookies = await signIn(open, email);
  expect(cookies && (await sessionOf(open, cookies))).toMatchObject({
    orgId,
    role: "admin",
    orgName: "Shanti Realty",
    name: "Shanti Devi",
  });
});

test("a known address needs its own password", async () => {
  const home = await createTenant(open);
  const { email } = wish();
  await createAccount(open, { orgId: home.org.id, email, name: "Shanti", role: "broker", password });
  await expect(signUp(open, { ...wish(email), password: "some other one" })).rejects.toMatchObject({
    code: "BAD_INPUT",
  });
  await signUp(open, wish(email));
});

test("it is open to whoever comes first, once, and the sample does not count", async () => {
  const platform = await ownPlatform();
  try {
    const sample = { id: demoOrganisationId, name: "Sample", slug: "sample", sample: true };
    await createOrganisation(platform, sample);
    expect(await signUpOpen(platform)).toBe("first");
    const both = await Promise.allSettled([signUp(platform, wish()), signUp(platform, wish())]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await signUpOpen(platform)).toBeNull();
    await expect(signUp(platform, wish())).rejects.toMatchObject({ code: "FORBIDDEN" });
  } finally {
    await platform.close();
  }
});

test("closed is closed", async () => {
  const closed = { ...open, env: { ...open.env, signUp: "closed" as const } };
  expect(await signUpOpen(closed)).toBeNull();
  await expect(signUp(closed, wish())).rejects.toMatchObject({ code: "FORBIDDEN" });
});
