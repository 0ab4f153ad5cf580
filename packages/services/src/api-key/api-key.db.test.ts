import { createBlobStore } from "@leadlift/db/blobs";
import { testDatabase } from "@leadlift/db/test/database";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { keyContext } from "../context.ts";
import { createTenant, type Tenant, type TestPlatform, testPlatform } from "../lead/test/tenant.ts";
import { putListing } from "../listing/put.ts";
import { storeScorecard } from "../scorecard/store.ts";
import { createApiKey } from "./create.ts";
import { listApiKeys } from "./list.ts";
import { revokeApiKey } from "./revoke.ts";
import { rotateApiKey } from "./rotate.ts";
import { sandboxOf } from "./sandbox.ts";
import type { Scope } from "./scopes.ts";
import { verifyApiKey, verifySiteKey } from "./verify.ts";

let platform: TestPlatform;
let home: Tenant;
beforeAll(async () => {
  platform = await testPlatform();
  home = await createTenant(platform);
});
afterAll(() => platform.db.close());

const secret = (scopes: Scope[] = ["events:write"], more: { expiresAt?: Date } = {}) =>
  createApiKey(home.admin, { kind: "secret", name: "Portal", scopes, ...more });
const rowOf = (id: string) =>
  platform.db.withOrg(home.org.id, (tx) => tx.apiKey.findFirstOrThrow({ where: { id } }));

describe("a secret key", () => {
  test("is shown once; only its hash and the prefix that people know it by are kept", async () => {
    const { id, key } = await secret();
    expect(key).toMatch(/^ll_[a-z2-7]{10}_[\w-]{43}$/);
    const row = await rowOf(id);
    expect(row.hash).toHaveLength(32);
    expect(row.prefix).toBe(key.slice(0, 13));
    const everything = [row, await listApiKeys(home.admin), await audited(id)];
    expect(JSON.stringify(everything)).not.toContain(key.slice(14));
  });

  test("names its organisation and its scopes", async () => {
    const { id, key } = await secret(["listings:write", "events:write", "listings:write"]);
    expect(await verifyApiKey(platform, key)).toEqual({
      orgId: home.org.id,
      keyId: id,
      scopes: ["events:write", "listings:write"],
      perSecond: null,
    });
  });

  test.each([
    ["a wrong secret", (key: string) => `${key.slice(0, -1)}${key.endsWith("A") ? "B" : "A"}`],
    ["another prefix", (key: string) => `ll_aaaaaaaaaa${key.slice(13)}`],
    ["the prefix alone", (key: string) => key.slice(0, 13)],
    ["more at the end", (key: string) => `${key}x`],
    ["nothing", () => ""],
    ["what would be SQL", () => "' or 1=1 --"],
  ])("is not opened by %s", async (_, change) => {
    const { key } = await secret();
    expect(await verifyApiKey(platform, change(key))).toBeNull();
  });

  test("ends with its expiry, to the moment, though it is remembered", async () => {
    const { key } = await secret(["events:write"], { expiresAt: new Date(Date.now() + 2_000) });
    expect(await verifyApiKey(platform, key)).not.toBeNull();
    await expect.poll(() => verifyApiKey(platform, key), { interval: 20, timeout: 10_000 }).toBeNull();
  });

  test("that would have expired already is not made", async () => {
    await expect(secret(["events:write"], { expiresAt: new Date(0) })).rejects.toMatchObject({
      code: "BAD_INPUT",
    });
  });

  test("revoked by one process is refused by another within a second", async () => {
    const other = await testDatabase({ poolSize: 1 });
    const elsewhere = { ...platform, db: other, blobs: createBlobStore(other) };
    try {
      const { id, key } = await secret();
      expect(await verifyApiKey(elsewhere, key)).not.toBeNull();
      await revokeApiKey(home.admin, { id });
      await expect.poll(() => verifyApiKey(elsewhere, key), { interval: 20, timeout: 10_000 }).toBeNull();
    } finally {
      await other.close();
    }
  });

  test("says when it was last used", async () => {
    const { id, key } = await secret();
    expect((await rowOf(id)).lastUsedAt).toBeNull();
    await verifyApiKey(platform, key);
    expect((await rowOf(id)).lastUsedAt).toBeInstanceOf(Date);
  });

  test("acts within its scopes, in its organisation, and under its own name", async () => {
    const { id, key } = await secret(["listings:write"]);
    const caller = await verifyApiKey(platform, key);
    if (!caller) throw new Error("The key is not taken.");
    const ctx = await keyContext(platform, caller);
    const { listingId } = await putListing(ctx, { externalId: "by key" });
    const [entry] = await audited(listingId);
    expect(entry).toMatchObject({ action: "listing.create", actorKind: "key", actorId: id });
    const { key: weak } = await secret(["events:write"]);
    const other = await verifyApiKey(platform, weak);
    if (!other) throw new Error("The key is not taken.");
    await expect(putListing(await keyContext(platform, other), { externalId: "x" })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
  });
});

describe("a site key", () => {
  const site = () =>
    createApiKey(home.admin, { kind: "site", name: "Website", origins: ["https://www.shilp.in/flats"] });

  test("is taken from its own sites and may bring events only", async () => {
    const { id, key } = await site();
    expect(key).toMatch(/^lls_[a-z2-7]{16}$/);
    expect(await verifySiteKey(platform, key, "https://www.shilp.in")).toEqual({
      orgId: home.org.id,
      keyId: id,
      scopes: ["events:write"],
      perSecond: null,
    });
    expect(await verifySiteKey(platform, key, "https://shilp.in")).toBeNull();
    expect(await verifySiteKey(platform, key, "http://www.shilp.in")).toBeNull();
    expect(await verifySiteKey(platform, key, undefined)).toBeNull();
  });

  test("does not open the API, nor a secret key the snippet", async () => {
    const { key } = await site();
    expect(await verifyApiKey(platform, key)).toBeNull();
    const { key: other } = await secret();
    expect(await verifySiteKey(platform, other, "https://www.shilp.in")).toBeNull();
  });

  test.each(["www.shilp.in", "javascript:alert(1)", "*"])("is not made for %s", async (origin) => {
    await expect(
      createApiKey(home.admin, { kind: "site", name: "Website", origins: [origin] }),
    ).rejects.toMatchObject({ name: "ZodError" });
  });
});

describe("a key that is replaced", () => {
  test("works beside its successor until the overlap is over, and both are named", async () => {
    const { id, key } = await secret(["events:write", "score:read"]);
    const { id: newId, key: newKey, oldEndsAt } = await rotateApiKey(home.admin, { id, overlapHours: 2 });
    expect(oldEndsAt.getTime()).toBeGreaterThan(Date.now() + 7_100_000);
    expect(await verifyApiKey(platform, key)).toMatchObject({ keyId: id });
    expect(await verifyApiKey(platform, newKey)).toMatchObject({
      keyId: newId,
      scopes: ["events:write", "score:read"],
    });
    const listed = await listApiKeys(home.admin);
    expect(listed.find((each) => each.id === newId)).toMatchObject({
      name: "Portal",
      replaces: id,
      expiresAt: null,
    });
    expect(listed.find((each) => each.id === id)).toMatchObject({ expiresAt: oldEndsAt, revokedAt: null });
    expect((await audited(id)).map(({ action }) => action)).toEqual(["api-key.create", "api-key.rotate"]);
    expect(JSON.stringify(await audited(id))).not.toContain(newKey.slice(14));
  });

  test("without an overlap is refused within a second", async () => {
    const { id, key } = await secret();
    expect(await verifyApiKey(platform, key)).not.toBeNull();
    const { key: newKey } = await rotateApiKey(home.admin, { id, overlapHours: 0 });
    expect(await verifyApiKey(platform, newKey)).not.toBeNull();
    await expect.poll(() => verifyApiKey(platform, key), { interval: 20, timeout: 10_000 }).toBeNull();
  });

  test("never lives longer for it, and its successor as long as it was made for", async () => {
    const day = 86_400_000;
    const { id } = await secret(["events:write"], { expiresAt: new Date(Date.now() + day) });
    const { expiresAt } = await rowOf(id);
    const { id: newId, oldEndsAt } = await rotateApiKey(home.admin, { id, overlapHours: 100 });
    expect(oldEndsAt).toEqual(expiresAt);
    const next = await rowOf(newId);
    expect((next.expiresAt?.getTime() ?? 0) - next.createdAt.getTime()).toBeCloseTo(day, -3);
  });

  test("is replaced once, also by two who press at the same moment", async () => {
    const { id } = await secret();
    const both = await Promise.allSettled([
      rotateApiKey(home.admin, { id }),
      rotateApiKey(home.admin, { id }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    await expect(rotateApiKey(home.admin, { id })).rejects.toMatchObject({ code: "CONFLICT" });
  });

  test("must be a program's, must not have ended, and waits at most a week", async () => {
    const { id: siteId } = await createApiKey(home.admin, {
      kind: "site",
      name: "Website",
      origins: ["https://a.in"],
    });
    await expect(rotateApiKey(home.admin, { id: siteId })).rejects.toMatchObject({ code: "BAD_INPUT" });
    const { id } = await secret();
    await revokeApiKey(home.admin, { id });
    await expect(rotateApiKey(home.admin, { id })).rejects.toMatchObject({ code: "CONFLICT" });
    await expect(rotateApiKey(home.admin, { id, overlapHours: 169 })).rejects.toMatchObject({
      name: "ZodError",
    });
  });
});

describe("a test key", () => {
  const testKey = (scopes: Scope[] = ["listings:write"]) =>
    createApiKey(home.admin, { kind: "secret", name: "Trying out", scopes, test: true });

  test("is told from others by what it begins with, and works in a sandbox that all test keys share", async () => {
    const one = await testKey();
    const other = await testKey();
    expect(one.key).toMatch(/^llt_[a-z2-7]{10}_[\w-]{43}$/);
    const caller = await verifyApiKey(platform, one.key);
    expect(caller?.orgId).not.toBe(home.org.id);
    expect(caller?.orgId).toBe(await sandboxOf(home.admin));
    expect((await verifyApiKey(platform, other.key))?.orgId).toBe(caller?.orgId);
  });

  test("touches nothing of the organisation, and nothing of it is seen there", async () => {
    const { key } = await testKey();
    const caller = await verifyApiKey(platform, key);
    if (!caller) throw new Error("The key is not taken.");
    const ctx = await keyContext(platform, caller);
    await putListing(ctx, { externalId: "only a test", project: "None" });
    const { listingId } = await putListing(home.manager, { externalId: "only a test", project: "Ours" });
    const ours = await platform.db.withOrg(home.org.id, (tx) =>
      tx.listing.findMany({ where: { externalId: "only a test" } }),
    );
    expect(ours).toMatchObject([{ id: listingId, project: "Ours" }]);
  });

  test("finds the ladder, the settings, the attributes and the rules as they are when it is made", async () => {
    await testKey();
    await platform.db.withOrg(home.org.id, async (tx) => {
      await tx.organisation.update({
        where: { id: home.org.id },
        data: { horizonDays: 45, timezone: "Asia/Dubai" },
      });
      await tx.attribute.create({
        data: { orgId: home.org.id, key: "facing", label: "Facing", kind: "categorical", position: 1 },
      });
      await storeScorecard(tx, { orgId: home.org.id }, 77, [], null);
    });
    const { key } = await testKey();
    const orgId = (await verifyApiKey(platform, key))?.orgId ?? "";
    const real = await platform.db.withOrg(home.org.id, (tx) => tx.organisation.findFirstOrThrow());
    await platform.db.withOrg(orgId, async (tx) => {
      expect(await tx.organisation.findFirstOrThrow()).toMatchObject({
        horizonDays: 45,
        timezone: "Asia/Dubai",
        ladder: real.ladder,
        sandboxOf: home.org.id,
      });
      expect(await tx.attribute.findMany()).toMatchObject([{ key: "facing", label: "Facing" }]);
      const [latest] = await tx.scorecard.findMany({ orderBy: { version: "desc" } });
      expect(latest?.rules).toEqual([]);
    });
  });

  test("is listed, replaced and ended beside the others, and by no other organisation", async () => {
    const other = await createTenant(platform);
    const { id, key } = await testKey();
    expect((await listApiKeys(home.admin)).find((each) => each.id === id)).toMatchObject({ test: true });
    await expect(revokeApiKey(other.admin, { id })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(rotateApiKey(other.admin, { id })).rejects.toMatchObject({ code: "NOT_FOUND" });
    const next = await rotateApiKey(home.admin, { id, overlapHours: 1 });
    expect(next.key).toMatch(/^llt_/);
    expect((await verifyApiKey(platform, next.key))?.orgId).toBe(await sandboxOf(home.admin));
    await revokeApiKey(home.admin, { id: next.id });
    await revokeApiKey(home.admin, { id });
    await expect.poll(() => verifyApiKey(platform, key), { interval: 20, timeout: 10_000 }).toBeNull();
    const said = (await audited(id)).map(({ action }) => action);
    expect(said).toEqual(["api-key.create", "api-key.rotate", "api-key.revoke"]);
  });

  test("opens one sandbox, also for two who make the first one at the same moment", async () => {
    const fresh = await createTenant(platform);
    const make = () =>
      createApiKey(fresh.admin, { kind: "secret", name: "First", scopes: ["score:read"], test: true });
    const made = await Promise.all([make(), make()]);
    const callers = await Promise.all(made.map(({ key }) => verifyApiKey(platform, key)));
    expect(new Set(callers.map((caller) => caller?.orgId)).size).toBe(1);
  });

  test("leaves the sandbox to keys: nobody signs in there, and sign-in knows no such organisation", async () => {
    await testKey();
    const sandboxId = await sandboxOf(home.admin);
    const { rows } = await platform.db.authPool.query("select 1 from organization where id = $1", [
      sandboxId,
    ]);
    expect(rows).toEqual([]);
    const members = await platform.db.withOrgSql(sandboxId ?? "", (sql) =>
      sql.query("select 1 from org_member"),
    );
    expect(members.rows).toEqual([]);
  });
});

describe("keys", () => {
  test.each(["broker", "manager"] as const)("are no business of a %s", async (role) => {
    const { id } = await secret();
    const ctx = home[role];
    await expect(createApiKey(ctx, { kind: "secret", name: "x", scopes: ["score:read"] })).rejects.toThrow(
      "does not allow",
    );
    await expect(listApiKeys(ctx)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(revokeApiKey(ctx, { id })).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(rotateApiKey(ctx, { id })).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  test("of another organisation are neither seen nor revoked", async () => {
    const other = await createTenant(platform);
    const { id, key } = await secret();
    expect(await listApiKeys(other.admin)).toEqual([]);
    await expect(revokeApiKey(other.admin, { id })).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await verifyApiKey(platform, key)).not.toBeNull();
  });

  test("are revoked once, and that is audited once", async () => {
    const { id } = await secret();
    await revokeApiKey(home.admin, { id });
    const { revokedAt } = await rowOf(id);
    await revokeApiKey(home.admin, { id });
    expect((await rowOf(id)).revokedAt).toEqual(revokedAt);
    expect((await audited(id)).map(({ action }) => action)).toEqual(["api-key.create", "api-key.revoke"]);
  });
});

function audited(subjectId: string) {
  return platform.db.withOrg(home.org.id, (tx) =>
    tx.auditEntry.findMany({ where: { subjectId }, orderBy: { id: "asc" } }),
  );
}
