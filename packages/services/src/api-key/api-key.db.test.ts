import { createBlobStore } from "@leadlift/db/blobs";
import { testDatabase } from "@leadlift/db/test/database";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { keyContext } from "../context.ts";
import { createTenant, type Tenant, type TestPlatform, testPlatform } from "../lead/test/tenant.ts";
import { putListing } from "../listing/put.ts";
import { createApiKey } from "./create.ts";
import { listApiKeys } from "./list.ts";
import { revokeApiKey } from "./revoke.ts";
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

describe("keys", () => {
  test.each(["broker", "manager"] as const)("are no business of a %s", async (role) => {
    const { id } = await secret();
    const ctx = home[role];
    await expect(createApiKey(ctx, { kind: "secret", name: "x", scopes: ["score:read"] })).rejects.toThrow(
      "does not allow",
    );
    await expect(listApiKeys(ctx)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(revokeApiKey(ctx, { id })).rejects.toMatchObject({ code: "FORBIDDEN" });
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
