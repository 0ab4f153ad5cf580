import { createHash } from "node:crypto";
import { newId } from "@leadlift/db/id";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createAccount } from "../auth/create-account.ts";
import { authOf } from "../auth/server.ts";
import { sessionOf } from "../auth/session.ts";
import { password, signIn, signInPlatform } from "../auth/test/sign-in.ts";
import type { Context } from "../context.ts";
import { createTenant, type Tenant, type TestPlatform, userIdOf } from "../lead/test/tenant.ts";
import { deactivateMember } from "../member/deactivate.ts";
import { changePassword } from "./change.ts";
import { findPasswordLink } from "./find-link.ts";
import { makePasswordLink } from "./make-link.ts";
import { resetPassword } from "./reset.ts";
import { setPassword } from "./set.ts";

const other = "another horse battery";
let platform: TestPlatform;
let home: Tenant;
let elsewhere: Tenant;
let asha: { userId: string; email: string };

beforeAll(async () => {
  platform = await signInPlatform();
  [home, elsewhere] = await Promise.all([createTenant(platform), createTenant(platform)]);
});
afterAll(() => platform.db.close());
beforeEach(async () => {
  asha = await person(home);
});

/** Somebody who can sign in there. */
async function person({ org }: Tenant, email = `${newId()}@here.example`) {
  const account = { orgId: org.id, email, name: "Asha Rao", role: "broker" as const, password };
  return { email, userId: (await createAccount(platform, account)).userId };
}

async function link(ctx: Context = home.admin, userId = asha.userId): Promise<string> {
  const made = await makePasswordLink(ctx, { userId });
  return made.link.replace(`${platform.env.publicUrl}/reset/`, "");
}

async function signedIn(secret = password): Promise<Headers> {
  const cookies = await signIn(platform, asha.email, secret);
  if (!cookies) throw new Error("not signed in");
  return cookies;
}

const isOpen = async (token: string) => (await findPasswordLink(platform, token)) !== null;
const goesOn = async (cookies: Headers) => (await sessionOf(platform, cookies)) !== null;
const asCookies = (set: string[]) =>
  new Headers({ cookie: set.map((cookie) => cookie.split(";")[0] ?? "").join("; ") });
const audited = async (userId = asha.userId, of = home) => {
  const rows = await platform.db.withOrg(of.org.id, (tx) =>
    tx.auditEntry.findMany({ where: { subjectId: userId }, orderBy: { at: "asc" } }),
  );
  return rows.map(({ action, actorKind, actorId }) => [action, actorId ?? actorKind]);
};

test("the sample's passwords stay as they are", async () => {
  const sample = await createTenant(platform, { sample: true });
  const { email, userId } = await person(sample);
  await expect(makePasswordLink(sample.admin, { userId })).rejects.toMatchObject({ code: "CONFLICT" });
  const cookies = await signIn(platform, email, password);
  if (!cookies) throw new Error("not signed in");
  const wanted = { current: password, password: other };
  await expect(changePassword(platform, wanted, cookies)).rejects.toMatchObject({ code: "CONFLICT" });
  expect(await goesOn(cookies)).toBe(true);
});

describe("a link for a new password", () => {
  test("sets it once, ends every session of the account, and is told of in the audit log", async () => {
    const sessions = [await signedIn(), await signedIn()];
    const bystander = await person(home);
    const theirs = await signIn(platform, bystander.email);
    const token = await link();
    expect(await findPasswordLink(platform, token)).toMatchObject({ ...asha, orgId: home.org.id });
    expect(await resetPassword(platform, { token, password: other })).toEqual({ email: asha.email });
    for (const cookies of sessions) expect(await goesOn(cookies)).toBe(false);
    expect(theirs && (await goesOn(theirs))).toBe(true);
    expect(await signIn(platform, asha.email)).toBeNull();
    expect(await goesOn(await signedIn(other))).toBe(true);
    await expect(resetPassword(platform, { token, password })).rejects.toMatchObject({ code: "CONFLICT" });
    expect(await audited()).toEqual([
      ["member.make-password-link", userIdOf(home.admin)],
      ["member.reset-password", asha.userId],
    ]);
  });

  test("is good once, also for two who use it at the same moment", async () => {
    const token = await link();
    const both = await Promise.allSettled(
      [`${other} 1`, `${other} 2`].map((secret) => resetPassword(platform, { token, password: secret })),
    );
    const won = both.findIndex(({ status }) => status === "fulfilled");
    expect(both[1 - won]).toMatchObject({ status: "rejected", reason: { code: "CONFLICT" } });
    await signedIn(`${other} ${won + 1}`);
    expect((await audited()).filter(([action]) => action === "member.reset-password")).toHaveLength(1);
  });

  test("ends after a day, with a newer one, and when the password was changed", async () => {
    const yesterday = { ...home.admin, now: () => new Date(Date.now() - 24 * 3_600_000) };
    const old = await link(yesterday);
    expect(await isOpen(old)).toBe(false);
    await expect(resetPassword(platform, { token: old, password: other })).rejects.toMatchObject({
      code: "CONFLICT",
    });
    const first = await link({ ...yesterday, now: () => new Date(Date.now() - 23 * 3_600_000) });
    expect(await isOpen(first)).toBe(true);
    const second = await link();
    expect([await isOpen(first), await isOpen(second)]).toEqual([false, true]);
    await changePassword(platform, { current: password, password: other }, await signedIn());
    expect(await isOpen(second)).toBe(false);
    for (const token of ["no token", "x".repeat(43)]) expect(await isOpen(token)).toBe(false);
  });

  test("asks for a password as long as everybody's, and stays good where it is shorter", async () => {
    const token = await link();
    await expect(resetPassword(platform, { token, password: "short" })).rejects.toThrow();
    expect(await isOpen(token)).toBe(true);
  });

  test("is kept as its hash, which opens nothing, and the library's own ways in are shut", async () => {
    const token = await link();
    const { rows } = await platform.db.authPool.query<{ identifier: string; row: string }>(
      `select "identifier", to_jsonb(v)::text as row from verification v where "value" = $1`,
      [asha.userId],
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]?.row).not.toContain(token);
    const hash = createHash("sha256").update(`reset-password:${token}`).digest("base64url");
    expect(rows[0]?.identifier).toBe(hash);
    expect(await isOpen(hash)).toBe(false);
    for (const path of ["reset-password", "change-password", "request-password-reset"]) {
      const response = await authOf(platform).handler(
        new Request(`${platform.env.publicUrl}/api/auth/${path}`, {
          method: "POST",
          headers: { "content-type": "application/json", origin: platform.env.publicUrl },
          body: JSON.stringify({ token, newPassword: other, email: asha.email }),
        }),
      );
      expect(response.status).toBe(404);
    }
    expect(await isOpen(token)).toBe(true);
  });

  test("is an admin's to make, for others of the own organisation who are here", async () => {
    for (const ctx of [home.broker, home.manager]) {
      await expect(link(ctx)).rejects.toMatchObject({ code: "FORBIDDEN" });
    }
    await expect(link(elsewhere.admin)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(link(home.admin, userIdOf(home.admin))).rejects.toMatchObject({ code: "CONFLICT" });
    const token = await link();
    await deactivateMember(home.admin, { userId: asha.userId });
    expect(await isOpen(token)).toBe(false);
    await expect(link()).rejects.toMatchObject({ code: "CONFLICT" });
  });

  test("never opens an account that is in another organisation as well, also one that joined since", async () => {
    const token = await link();
    await person(elsewhere, asha.email);
    expect(await isOpen(token)).toBe(false);
    await expect(resetPassword(platform, { token, password: other })).rejects.toMatchObject({
      code: "CONFLICT",
    });
    for (const ctx of [home.admin, elsewhere.admin]) {
      await expect(link(ctx)).rejects.toMatchObject({
        code: "CONFLICT",
        message: expect.stringContaining("another organisation"),
      });
    }
    await signedIn();
  });
});

describe("one's own password", () => {
  test("is changed by who knows it; other sessions end, and the one that asked goes on where it was", async () => {
    await person(elsewhere, asha.email);
    const [mine, onThePhone] = [await signedIn(), await signedIn()];
    await platform.db.authPool.query(
      `update session set "activeOrganizationId" = $2 where "userId" = $1 and "token" = $3`,
      [asha.userId, elsewhere.org.id, tokenIn(mine)],
    );
    const { cookies } = await changePassword(platform, { current: password, password: other }, mine);
    expect(await goesOn(onThePhone)).toBe(false);
    expect(await goesOn(mine)).toBe(false);
    expect(await sessionOf(platform, asCookies(cookies))).toMatchObject({
      userId: asha.userId,
      orgId: elsewhere.org.id,
    });
    expect(await signIn(platform, asha.email)).toBeNull();
    await signedIn(other);
    expect(await audited(asha.userId, elsewhere)).toEqual([["member.change-password", asha.userId]]);
  });

  test("stays as it is for who does not know it, is signed out, or tries too often", async () => {
    const mine = await signedIn();
    const change = (current: string, headers = mine) =>
      changePassword(platform, { current, password: other }, headers).then(
        () => "changed",
        ({ code }) => code,
      );
    expect(await change(password, new Headers())).toBe("FORBIDDEN");
    const guesses: string[] = [];
    for (let guess = 0; guess < 11; guess++) guesses.push(await change(`guess number ${guess}`));
    expect(guesses).toEqual([...Array(10).fill("BAD_INPUT"), "TOO_EARLY"]);
    expect(await change(password)).toBe("TOO_EARLY");
    expect(await goesOn(mine)).toBe(true);
    expect(await audited()).toEqual([]);
    await signedIn();
  });
});

test("whoever runs the installation sets a password, also of an account in two organisations", async () => {
  await person(elsewhere, asha.email);
  const mine = await signedIn();
  expect(await setPassword(platform, { email: asha.email.toUpperCase(), password: other })).toEqual({
    userId: asha.userId,
  });
  expect(await goesOn(mine)).toBe(false);
  await signedIn(other);
  for (const tenant of [home, elsewhere]) {
    expect(await audited(asha.userId, tenant)).toEqual([["member.set-password", "system"]]);
  }
  const unknown = setPassword(platform, { email: "nobody@here.example", password: other });
  await expect(unknown).rejects.toMatchObject({ code: "NOT_FOUND" });
});

/** The session's token, as the cookie has it before its signature. */
function tokenIn(cookies: Headers): string {
  const [, token = ""] = /session_token=([^.;]+)/.exec(cookies.get("cookie") ?? "") ?? [];
  return decodeURIComponent(token);
}
