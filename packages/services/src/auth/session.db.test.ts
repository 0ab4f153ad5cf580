import { createOrganisation } from "@leadlift/db/test/factories";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { userContext } from "../context.ts";
import { type OwnPlatform, ownPlatform } from "../jobs/test/own-platform.ts";
import { listMembers } from "../member/list.ts";
import { roles } from "../permissions.ts";
import { createAccount } from "./create-account.ts";
import { authOf } from "./server.ts";
import { sessionOf } from "./session.ts";

const password = "correct horse battery";
let platform: OwnPlatform;
let org: { id: string; name: string };
let other: { id: string; name: string };

beforeAll(async () => {
  platform = await ownPlatform();
  org = await createOrganisation(platform.db, { name: "First Homes" });
  other = await createOrganisation(platform.db, { name: "Other Homes" });
  for (const role of roles) {
    const account = { orgId: org.id, email: `${role}@first.example`, name: `Some ${role}`, password, role };
    await createAccount(platform, account);
  }
});
afterAll(() => platform.close());

let asker = 0;
/** Each call comes from an address of its own, so that the limit on attempts is met only where it is meant. */
function post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  const from = { "x-forwarded-for": `10.0.0.${++asker}`, origin: platform.env.publicUrl };
  return authOf(platform).handler(
    new Request(`${platform.env.publicUrl}/api/auth${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", ...from, ...headers },
      body: JSON.stringify(body),
    }),
  );
}

async function signIn(email: string, secret = password): Promise<Headers> {
  const response = await post("/sign-in/email", { email, password: secret });
  const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(";")[0] ?? "");
  return new Headers({ cookie: cookies.join("; ") });
}

describe("signing in", () => {
  test.each(roles)("as %s gives the role, the name and the organisation", async (role) => {
    const session = await sessionOf(platform, await signIn(`${role}@first.example`));
    expect(session).toMatchObject({ role, name: `Some ${role}`, orgId: org.id, orgName: "First Homes" });
  });

  test("takes the address in any case", async () => {
    expect(await sessionOf(platform, await signIn("Admin@First.Example"))).toMatchObject({ role: "admin" });
  });

  test("with a wrong password gives no session", async () => {
    expect(await sessionOf(platform, await signIn("admin@first.example", "wrong password"))).toBeNull();
  });

  test("sets a cookie that scripts cannot read and other sites do not send", async () => {
    const response = await post("/sign-in/email", { email: "admin@first.example", password });
    expect(response.headers.get("set-cookie")).toMatch(/HttpOnly.*SameSite=Lax|SameSite=Lax.*HttpOnly/i);
  });

  test("is slowed down for an account after ten attempts from one address, and for no other account", async () => {
    const from = { "x-forwarded-for": "192.0.2.7" };
    const statuses: number[] = [];
    for (let attempt = 0; attempt < 11; attempt++) {
      const body = { email: "Admin@first.example", password: `guess ${attempt}` };
      statuses.push((await post("/sign-in/email", body, from)).status);
    }
    expect(statuses.slice(0, 10)).not.toContain(429);
    expect(statuses.at(-1)).toBe(429);
    expect((await post("/sign-in/email", { email: "admin@first.example", password }, from)).status).toBe(429);
    expect((await post("/sign-in/email", { email: "manager@first.example", password }, from)).status).toBe(
      200,
    );
  });

  test("is not slowed down for an office that signs in from one address", async () => {
    const from = { "x-forwarded-for": "192.0.2.8" };
    for (let morning = 0; morning < 8; morning++) {
      for (const role of roles) {
        const body = { email: `${role}@first.example`, password };
        expect((await post("/sign-in/email", body, from)).status).toBe(200);
      }
    }
  });

  test("is not slowed down for an account whose password is right, however often", async () => {
    for (let time = 0; time < 51; time++) {
      const body = { email: "broker@first.example", password };
      expect((await post("/sign-in/email", body)).status).toBe(200);
    }
  });

  test("is slowed down for an account whose guesser changes address with each guess", async () => {
    const statuses: number[] = [];
    for (let attempt = 0; attempt < 51; attempt++) {
      const body = { email: "hunted@first.example", password: `guess ${attempt}` };
      statuses.push((await post("/sign-in/email", body)).status);
    }
    expect(statuses.slice(0, 50)).not.toContain(429);
    expect(statuses.at(-1)).toBe(429);
  });
});

test("nobody can sign up, or make an organisation", async () => {
  const signUp = await post("/sign-up/email", { email: "new@first.example", password, name: "New" });
  expect(signUp.status).toBeGreaterThanOrEqual(400);
  const { cookie } = Object.fromEntries(await signIn("admin@first.example"));
  const create = await post("/organization/create", { name: "Mine", slug: "mine" }, { cookie: cookie ?? "" });
  expect(create.status).toBe(403);
});

test("an admin cannot change roles or invite past the audit", async () => {
  const { cookie } = Object.fromEntries(await signIn("admin@first.example"));
  const invite = { email: "x@first.example", role: "admin", organizationId: org.id };
  expect((await post("/organization/invite-member", invite, { cookie: cookie ?? "" })).status).toBe(403);
});

test("no cookie, a forged cookie and a signed-out cookie are no session", async () => {
  expect(await sessionOf(platform, new Headers())).toBeNull();
  const headers = await signIn("broker@first.example");
  const cookie = headers.get("cookie") ?? "";
  const forged = cookie.replace(/=(.)/, (_, first: string) => `=${first === "A" ? "B" : "A"}`);
  expect(await sessionOf(platform, new Headers({ cookie: forged }))).toBeNull();
  expect(await sessionOf(platform, headers)).not.toBeNull();
  await post("/sign-out", {}, { cookie });
  expect(await sessionOf(platform, headers)).toBeNull();
});

test("a role that is taken away is gone from the running session", async () => {
  const account = {
    orgId: other.id,
    email: "leaver@first.example",
    name: "Leaver",
    password,
    role: "admin",
  } as const;
  const { userId } = await createAccount(platform, account);
  const headers = await signIn("leaver@first.example");
  expect(await sessionOf(platform, headers)).toMatchObject({ orgId: other.id, role: "admin" });
  await platform.db.authPool.query('delete from member where "userId" = $1', [userId]);
  expect(await sessionOf(platform, headers)).toBeNull();
});

test("a session sees the members of its own organisation only", async () => {
  await createAccount(platform, {
    orgId: other.id,
    email: "o@other.example",
    name: "O",
    password,
    role: "manager",
  });
  const session = await sessionOf(platform, await signIn("broker@first.example"));
  if (!session) throw new Error("no session");
  const members = await listMembers(await userContext(platform, session));
  expect(members.map(({ email }) => email).sort()).toEqual(
    roles.map((role) => `${role}@first.example`).sort(),
  );
});

test("making an account twice changes nothing, and another role is refused", async () => {
  const again = {
    orgId: org.id,
    email: "broker@first.example",
    name: "Other name",
    password: "other password",
  };
  await createAccount(platform, { ...again, role: "broker" });
  expect(await sessionOf(platform, await signIn("broker@first.example"))).toMatchObject({
    name: "Some broker",
  });
  await expect(createAccount(platform, { ...again, role: "admin" })).rejects.toMatchObject({
    code: "CONFLICT",
  });
});
