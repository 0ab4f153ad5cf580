import { newId } from "@leadlift/db/id";
import { createUser } from "@leadlift/db/test/factories";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createAccount } from "../auth/create-account.ts";
import { sessionOf } from "../auth/session.ts";
import { password, signIn, signInPlatform } from "../auth/test/sign-in.ts";
import type { Context } from "../context.ts";
import { createTenant, type Tenant, type TestPlatform } from "../lead/test/tenant.ts";
import { type Inbox, smtpInbox } from "../mail/test/smtp-inbox.ts";
import { listMembers } from "../member/list.ts";
import { putTeam } from "../team/put.ts";
import { acceptInvitation, whyNot } from "./accept.ts";
import { findInvitation } from "./find.ts";
import { type Invited, inviteMember } from "./invite.ts";
import { listInvitations } from "./list.ts";
import { resendInvitation } from "./resend.ts";
import { revokeInvitation } from "./revoke.ts";
import { sendInvitation } from "./send.ts";

let platform: TestPlatform;
let inbox: Inbox;
let home: Tenant;
let other: Tenant;

beforeAll(async () => {
  platform = await signInPlatform();
  inbox = await smtpInbox();
  [home, other] = await Promise.all([createTenant(platform), createTenant(platform)]);
});
afterAll(async () => {
  await inbox.close();
  await platform.db.close();
});

const newEmail = () => `${newId()}@new.example`;
const tokenOf = ({ link }: Invited) => link?.split("/join/")[1] ?? "";
const invite = (email: string, ctx: Context = home.admin) => inviteMember(ctx, { email, role: "broker" });
const stateOf = async (token: string) => (await findInvitation(platform, token)).state;
const later = (ctx: Context, days: number): Context => ({
  ...ctx,
  now: () => new Date(Date.now() + days * 86_400_000),
});
/** As if it had been sent eight days ago. */
const age = (invitationId: string) =>
  platform.db.withOrgSql(home.org.id, (sql) =>
    sql.query("update invitation set expires_at = now() - interval '1 day' where id = $1", [invitationId]),
  );

describe("an invitation", () => {
  test("makes whoever has the link a member in the role and team that were said, signed in with their password", async () => {
    const { teamId } = await putTeam(home.manager, { name: `Team ${newId()}` });
    const email = newEmail();
    const invited = await inviteMember(home.admin, {
      email: ` ${email.toUpperCase()} `,
      role: "manager",
      teamId,
    });
    const token = tokenOf(invited);
    expect(await findInvitation(platform, token)).toMatchObject({
      state: "open",
      organisation: home.org.name,
      email,
      role: "manager",
      known: false,
    });
    expect(await acceptInvitation(platform, { token, name: "Nila Rao", password })).toEqual({ email });
    const cookies = await signIn(platform, email);
    expect(cookies && (await sessionOf(platform, cookies))).toMatchObject({
      orgId: home.org.id,
      role: "manager",
      name: "Nila Rao",
    });
    expect((await listMembers(home.broker)).find((member) => member.email === email)).toMatchObject({
      teamId,
      role: "manager",
    });
    expect(await stateOf(token)).toBe("used");
    expect((await listInvitations(home.admin)).map(({ id }) => id)).not.toContain(invited.invitationId);
  });

  test("is good once, also for two who use it at the same moment", async () => {
    const email = newEmail();
    const token = tokenOf(await invite(email));
    const both = await Promise.allSettled([
      acceptInvitation(platform, { token, name: "One", password }),
      acceptInvitation(platform, { token, name: "Two", password }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect((await listMembers(home.admin)).filter((member) => member.email === email)).toHaveLength(1);
    await expect(acceptInvitation(platform, { token, name: "Three", password })).rejects.toMatchObject({
      code: "CONFLICT",
      message: whyNot.used,
    });
  });

  test("for a known address asks for that account's password, and leaves its name and password as they are", async () => {
    const email = newEmail();
    const account = { email, name: "Old name", role: "broker" as const, password };
    await createAccount(platform, { ...account, orgId: other.org.id });
    const token = tokenOf(await invite(email));
    expect(await findInvitation(platform, token)).toMatchObject({ known: true });
    await expect(acceptInvitation(platform, { token, password: "something else" })).rejects.toMatchObject({
      code: "BAD_INPUT",
    });
    expect(await stateOf(token)).toBe("open");
    await acceptInvitation(platform, { token, name: "New name", password });
    expect((await listMembers(home.admin)).find((member) => member.email === email)?.name).toBe("Old name");
  });

  test("is no way to try another's passwords without end", async () => {
    const email = newEmail();
    const account = { email, name: "Asha", role: "broker" as const, password };
    await createAccount(platform, { ...account, orgId: other.org.id });
    const token = tokenOf(await invite(email));
    const codes: unknown[] = [];
    for (let guess = 0; guess < 11; guess++) {
      await acceptInvitation(platform, { token, password: `guess number ${guess}` }).catch((error) =>
        codes.push(error.code),
      );
    }
    expect(codes).toEqual([...Array(10).fill("BAD_INPUT"), "TOO_EARLY"]);
    await expect(acceptInvitation(platform, { token, password })).rejects.toMatchObject({
      code: "TOO_EARLY",
    });
  });

  test("ends when it is revoked, when its days are over, and when another takes its place", async () => {
    const revoked = await invite(newEmail());
    await revokeInvitation(home.admin, revoked);
    await revokeInvitation(home.admin, revoked);
    const old = await invite(newEmail());
    await age(old.invitationId);
    const email = newEmail();
    const first = await invite(email);
    const second = await invite(email);
    for (const [invited, state] of [
      [revoked, "revoked"],
      [old, "expired"],
      [first, "revoked"],
      [second, "open"],
    ] as const) {
      expect(await stateOf(tokenOf(invited))).toBe(state);
    }
    for (const token of [tokenOf(revoked), tokenOf(old), "no token", `${"x".repeat(43)}`]) {
      await expect(acceptInvitation(platform, { token, name: "A", password })).rejects.toThrow();
    }
  });

  test("sent again has a new link for seven more days, and the old one ends", async () => {
    const first = await invite(newEmail());
    await age(first.invitationId);
    const again = await resendInvitation(home.admin, { invitationId: first.invitationId });
    expect(await stateOf(tokenOf(first))).toBe("unknown");
    expect(await stateOf(tokenOf(again))).toBe("open");
    await acceptInvitation(platform, { token: tokenOf(again), name: "Late", password });
    await expect(resendInvitation(home.admin, first)).rejects.toMatchObject({ code: "CONFLICT" });
    await expect(revokeInvitation(home.admin, first)).rejects.toMatchObject({ code: "CONFLICT" });
  });

  test("is not for who is here already", async () => {
    const [member] = await listMembers(home.admin);
    await expect(invite(member?.email ?? "")).rejects.toMatchObject({ code: "CONFLICT" });
    await expect(invite("nobody")).rejects.toThrow();
  });

  test("is an admin's work, in their own organisation", async () => {
    const invited = await invite(newEmail());
    for (const ctx of [home.broker, home.manager]) {
      await expect(invite(newEmail(), ctx)).rejects.toMatchObject({ code: "FORBIDDEN" });
      await expect(listInvitations(ctx)).rejects.toMatchObject({ code: "FORBIDDEN" });
    }
    await expect(revokeInvitation(other.admin, invited)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(resendInvitation(other.admin, invited)).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect((await listInvitations(other.admin)).map(({ id }) => id)).not.toContain(invited.invitationId);
    const { teamId } = await putTeam(other.admin, { name: "Elsewhere" });
    await expect(
      inviteMember(home.admin, { email: newEmail(), role: "broker", teamId }),
    ).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  test("is kept without its token and, in the clear, without its address; the audit log has neither", async () => {
    const email = newEmail();
    const invited = await invite(email);
    const { rows } = await platform.db.withOrgSql(home.org.id, (sql) =>
      sql.query(
        `select to_jsonb(i) as row, (select jsonb_agg(to_jsonb(a)) from audit_entry a where a.subject_id = i.id::text) as audited
           from invitation i where id = $1`,
        [invited.invitationId],
      ),
    );
    const stored = JSON.stringify(rows);
    expect(stored).toContain("member.invite");
    for (const secret of [email, tokenOf(invited), Buffer.from(email).toString("hex")]) {
      expect(stored).not.toContain(secret);
    }
  });
});

describe("where a mail server is set up", () => {
  const mailing = (): Context => ({
    ...home.admin,
    mail: { smtpUrl: inbox.url, from: "LeadLift <ll@x.example>" },
  });
  const jobsOf = (invitationId: string) =>
    platform.db.withOrg(home.org.id, (tx) =>
      tx.outbox.findMany({
        where: { job: "mail.send", payload: { path: ["invitationId"], equals: invitationId } },
      }),
    );
  const linkIn = (mail = "") => /\/join\/([\w-]{43})/.exec(mail.replaceAll("=\n", ""))?.[1] ?? "";

  test("the link is sent by a job that carries ids only, and is then forgotten", async () => {
    const email = newEmail();
    const invited = await invite(email, mailing());
    expect(invited.link).toBeNull();
    expect((await jobsOf(invited.invitationId)).map(({ payload }) => payload)).toEqual([
      { orgId: home.org.id, invitationId: invited.invitationId },
    ]);
    const shown = async () =>
      (await listInvitations(home.admin)).find(({ id }) => id === invited.invitationId)?.mail;
    expect(await shown()).toBe("sending");
    const before = inbox.mails.length;
    await sendInvitation(mailing(), invited);
    await sendInvitation(mailing(), invited);
    expect(inbox.mails.slice(before)).toHaveLength(1);
    expect(await shown()).toBe("sent");
    const mail = inbox.mails.at(-1);
    expect(mail).toContain(`To: ${email}`);
    await acceptInvitation(platform, { token: linkIn(mail), name: "Mailed", password });
  });

  test("a server that refuses is told of without the address, and the same link is sent later", async () => {
    const email = newEmail();
    const invited = await invite(email, mailing());
    inbox.refuse(true);
    const failure = await sendInvitation(mailing(), invited).catch((error) => error);
    inbox.refuse(false);
    expect(failure).toMatchObject({ code: "UNAVAILABLE" });
    expect(JSON.stringify({ ...failure, message: failure.message, cause: failure.cause })).not.toContain(
      email,
    );
    expect((await listInvitations(home.admin)).find(({ id }) => id === invited.invitationId)?.mail).toBe(
      "failed",
    );
    await sendInvitation(mailing(), invited);
    expect(await stateOf(linkIn(inbox.mails.at(-1)))).toBe("open");
  });

  test("nothing is sent of one that was revoked or whose days are over", async () => {
    const revoked = await invite(newEmail(), mailing());
    await revokeInvitation(home.admin, revoked);
    const old = await invite(newEmail(), mailing());
    const before = inbox.mails.length;
    await sendInvitation(mailing(), revoked);
    await sendInvitation(later(mailing(), 8), old);
    expect(inbox.mails).toHaveLength(before);
  });

  test("pressing again at once sends no second mail", async () => {
    const invited = await invite(newEmail(), mailing());
    await sendInvitation(mailing(), invited);
    await expect(resendInvitation(mailing(), invited)).rejects.toMatchObject({ code: "TOO_EARLY" });
  });
});

test("a link from one organisation says nothing of a user of no organisation but that there is an account", async () => {
  const user = await createUser(platform.db, { email: newEmail() });
  const found = await findInvitation(platform, tokenOf(await invite(user.email)));
  expect(found).toMatchObject({ known: true });
  expect(JSON.stringify(found)).not.toContain(user.id);
});
