import { newId } from "@leadlift/db/id";
import { createMember } from "@leadlift/db/test/factories";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { doAct, ownLead } from "../act/test/acting.ts";
import { bulkReassignPreview } from "../assignment/preview-bulk.ts";
import { createAccount } from "../auth/create-account.ts";
import { sessionOf } from "../auth/session.ts";
import { password, signIn, signInPlatform } from "../auth/test/sign-in.ts";
import { type Context, systemContext, userContext } from "../context.ts";
import { createTenant, type Tenant, type TestPlatform, userIdOf } from "../lead/test/tenant.ts";
import { openFeed } from "../live/feed.ts";
import { putTeam } from "../team/put.ts";
import { changeDesk } from "./change-desk.ts";
import { changeRole } from "./change-role.ts";
import { deactivateMember } from "./deactivate.ts";
import { listMembers } from "./list.ts";
import { reactivateMember } from "./reactivate.ts";

let platform: TestPlatform;
let home: Tenant;
let other: Tenant;

beforeAll(async () => {
  platform = await signInPlatform();
  other = await createTenant(platform);
});
afterAll(() => platform.db.close());
beforeEach(async () => {
  home = await createTenant(platform);
});

const memberOf = async (ctx: Context, userId: string) =>
  (await listMembers(ctx)).find((member) => member.userId === userId);
const auditOf = (action: string) =>
  platform.db.withOrg(home.org.id, (tx) => tx.auditEntry.findMany({ where: { action } }));
/** Somebody who can sign in here. */
async function person(role: "broker" | "admin" = "broker") {
  const email = `${newId()}@here.example`;
  const { userId } = await createAccount(platform, {
    orgId: home.org.id,
    email,
    name: "Lata",
    role,
    password,
  });
  return { userId, email };
}

describe("a role", () => {
  test("is changed by an admin, holds from the next request on, and is audited with what it was", async () => {
    const { userId, email } = await person();
    const cookies = await signIn(platform, email);
    expect(await changeRole(home.admin, { userId, role: "manager" })).toEqual({ before: "broker" });
    expect(cookies && (await sessionOf(platform, cookies))?.role).toBe("manager");
    expect((await auditOf("member.change-role")).map(({ detail, subjectId }) => [subjectId, detail])).toEqual(
      [[userId, { role: "manager", before: "broker" }]],
    );
  });

  test("of the last admin stays, also when two admins step down at once", async () => {
    await expect(
      changeRole(home.admin, { userId: userIdOf(home.admin), role: "broker" }),
    ).rejects.toMatchObject({ code: "CONFLICT" });
    const { userId } = await person("admin");
    const both = await Promise.allSettled([
      changeRole(home.admin, { userId, role: "broker" }),
      changeRole(home.system, { userId: userIdOf(home.admin), role: "broker" }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect((await listMembers(home.system)).filter(({ role }) => role === "admin")).toHaveLength(1);
  });

  test("of an admin who left does not count as one", async () => {
    const { userId } = await person("admin");
    await deactivateMember(home.admin, { userId });
    await expect(
      changeRole(home.admin, { userId: userIdOf(home.admin), role: "manager" }),
    ).rejects.toMatchObject({ code: "CONFLICT" });
  });

  test("is changed by admins of the own organisation only", async () => {
    const userId = userIdOf(home.broker);
    for (const ctx of [home.broker, home.manager]) {
      await expect(changeRole(ctx, { userId, role: "admin" })).rejects.toMatchObject({ code: "FORBIDDEN" });
    }
    await expect(changeRole(other.admin, { userId, role: "admin" })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    expect((await memberOf(home.admin, userId))?.role).toBe("broker");
  });
});

describe("a desk", () => {
  test("has a team and a number of leads a day, said by managers, each without touching the other", async () => {
    const userId = userIdOf(home.broker);
    const { teamId } = await putTeam(home.manager, { name: "Bopal" });
    await changeDesk(home.manager, { userId, teamId });
    const { before } = await changeDesk(home.manager, { userId, dailyLeads: 25 });
    expect(before).toEqual({ teamId, dailyLeads: null });
    expect(await memberOf(home.broker, userId)).toMatchObject({ teamId, team: "Bopal", dailyLeads: 25 });
    await changeDesk(home.manager, { userId, ...before });
    expect(await memberOf(home.broker, userId)).toMatchObject({ teamId, dailyLeads: null });
    await expect(changeDesk(home.broker, { userId, dailyLeads: 1 })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
  });

  test("is in a team of the own organisation", async () => {
    const { teamId } = await putTeam(other.manager, { name: `Far ${newId()}` });
    const userId = userIdOf(home.broker);
    await expect(changeDesk(home.manager, { userId, teamId })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(changeDesk(other.manager, { userId, dailyLeads: 3 })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });
});

describe("a leaver", () => {
  test("hands all open leads with their promises to those who stay, as the preview said", async () => {
    const leaver = userIdOf(home.broker);
    const heir = userIdOf(home.colleague);
    const leads = await Promise.all(Array.from({ length: 3 }, () => ownLead(platform, home, home.broker)));
    const [first = ""] = leads;
    await doAct(home.broker, {
      leadId: first,
      kind: "planned",
      next: { kind: "call", dueAt: new Date(Date.now() + 86_400_000) },
    });
    const moving = { fromUserId: leaver, toUserIds: [heir] };
    const preview = await bulkReassignPreview(home.admin, moving);
    expect(preview.leads).toBe(3);
    await expect(deactivateMember(home.admin, { userId: leaver })).rejects.toMatchObject({
      code: "BAD_INPUT",
    });
    await expect(
      deactivateMember(home.admin, { userId: leaver, toUserIds: [heir], expected: 2 }),
    ).rejects.toMatchObject({ code: "CONFLICT" });
    expect((await memberOf(home.admin, leaver))?.deactivatedAt).toBeNull();
    expect(
      await deactivateMember(home.admin, { userId: leaver, toUserIds: [heir], expected: preview.leads }),
    ).toEqual({ leads: 3 });
    expect(await memberOf(home.admin, leaver)).toMatchObject({ open: 0, deactivatedAt: expect.any(Date) });
    expect(await memberOf(home.admin, heir)).toMatchObject({ open: 3 });
    const steps = await platform.db.withOrg(home.org.id, (tx) =>
      tx.nextStep.findMany({ where: { orgId: home.org.id, leadId: first, status: "open" } }),
    );
    expect(steps.map(({ ownerId }) => ownerId)).toEqual([heir]);
    expect((await auditOf("member.deactivate")).map(({ detail }) => detail)).toEqual([{ leads: 3 }]);
  });

  test("is signed out at once, cannot sign in, and can again once reactivated, with a new session", async () => {
    const { userId, email } = await person();
    const cookies = await signIn(platform, email);
    if (!cookies) throw new Error("not signed in");
    await deactivateMember(home.admin, { userId });
    expect(await sessionOf(platform, cookies)).toBeNull();
    expect(await signIn(platform, email)).toBeNull();
    await deactivateMember(home.admin, { userId });
    await reactivateMember(home.admin, { userId });
    await reactivateMember(home.admin, { userId });
    expect(await sessionOf(platform, cookies)).toBeNull();
    const again = await signIn(platform, email);
    expect(again && (await sessionOf(platform, again))?.userId).toBe(userId);
    expect(await auditOf("member.reactivate")).toHaveLength(1);
  });

  test("is refused from the commit on, before a session is struck from its table", async () => {
    const { userId, email } = await person();
    const cookies = await signIn(platform, email);
    await platform.db.withOrg(home.org.id, (tx) =>
      tx.memberSettings.create({ data: { orgId: home.org.id, userId, deactivatedAt: new Date() } }),
    );
    expect(cookies && (await sessionOf(platform, cookies))).toBeNull();
  });

  test("goes on in another organisation", async () => {
    const { userId, email } = await person();
    const account = { orgId: other.org.id, email, name: "Lata", role: "manager" as const, password };
    await createAccount(platform, account);
    await deactivateMember(home.admin, { userId });
    const cookies = await signIn(platform, email);
    expect(cookies && (await sessionOf(platform, cookies))).toMatchObject({
      orgId: other.org.id,
      role: "manager",
    });
    await deactivateMember(await systemContext(platform, home.org.id), { userId });
    expect(cookies && (await sessionOf(platform, cookies))?.orgId).toBe(other.org.id);
  });

  test("is told that access changed, and nobody else is", async () => {
    const { userId } = await person();
    const stop = new AbortController();
    const changes = await openFeed(platform).subscribe({ orgId: home.org.id, userId }, stop.signal);
    await deactivateMember(home.admin, { userId });
    expect((await changes[Symbol.asyncIterator]().next()).value).toMatchObject({ kind: "access" });
    stop.abort();
  });

  test("is never oneself, nor the last admin", async () => {
    const admin = userIdOf(home.admin);
    await expect(deactivateMember(home.admin, { userId: admin })).rejects.toMatchObject({ code: "CONFLICT" });
    await expect(deactivateMember(home.system, { userId: admin })).rejects.toMatchObject({
      code: "CONFLICT",
    });
    const { userId } = await person("admin");
    const second = await userContext(platform, {
      userId,
      orgId: home.org.id,
      role: "admin",
      name: "Second",
      orgName: home.org.name,
    });
    const both = await Promise.allSettled([
      deactivateMember(home.admin, { userId }),
      deactivateMember(second, { userId: admin }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  test("is an admin's to decide, of the own organisation", async () => {
    const userId = userIdOf(home.broker);
    for (const ctx of [home.manager, home.broker]) {
      await expect(deactivateMember(ctx, { userId })).rejects.toMatchObject({ code: "FORBIDDEN" });
      await expect(reactivateMember(ctx, { userId })).rejects.toMatchObject({ code: "FORBIDDEN" });
    }
    await expect(deactivateMember(other.admin, { userId })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(reactivateMember(other.admin, { userId })).rejects.toMatchObject({ code: "NOT_FOUND" });
    const stranger = await createMember(platform.db, other.org);
    await ownLead(platform, home, home.broker);
    await expect(
      deactivateMember(home.admin, { userId, toUserIds: [stranger.userId] }),
    ).rejects.toMatchObject({ code: "BAD_INPUT" });
  });
});
