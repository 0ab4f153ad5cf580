import { verifyApiKey } from "@leadlift/services/api-key/verify";
import {
  createTenant,
  type Tenant,
  type TestPlatform,
  testPlatform,
} from "@leadlift/services/lead/test/tenant";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runCliWith } from "../test/run-cli.ts";

let platform: TestPlatform;
let home: Tenant;
beforeAll(async () => {
  platform = await testPlatform();
  home = await createTenant(platform);
});
afterAll(() => platform.db.close());

function key(...args: string[]) {
  const settings = { DATABASE_URL: platform.db.ownerUrl, LEADLIFT_KEY_FILE: platform.db.keyFile };
  return runCliWith(settings, "key", ...args, "--org", home.org.slug);
}

test("a key made on the command line opens the API until it is revoked there", {
  timeout: 120_000,
}, async () => {
  const made = await key("create", "Portal", "--scopes", "events:write", "listings:write");
  expect(made.code).toBe(0);
  const text = made.stdout.trim();
  expect(await verifyApiKey(platform, text)).toMatchObject({
    orgId: home.org.id,
    scopes: ["events:write", "listings:write"],
  });
  const commas = await key("create", "Portal 2", "--scopes", "events:write,listings:write");
  expect(await verifyApiKey(platform, commas.stdout.trim())).toMatchObject({
    scopes: ["events:write", "listings:write"],
  });
  const listed = await key("list");
  expect(listed.stdout).toContain(text.slice(0, 13));
  expect(listed.stdout).not.toContain(text);
  const successor = await key("rotate", text.slice(0, 13), "--overlap", "1");
  expect(await verifyApiKey(platform, successor.stdout.trim())).toMatchObject({ orgId: home.org.id });
  expect(await verifyApiKey(platform, text)).not.toBeNull();
  expect(await key("revoke", text.slice(0, 13))).toMatchObject({ code: 0 });
  await expect.poll(() => verifyApiKey(platform, text), { timeout: 10_000 }).toBeNull();
});

describe.concurrent("what is refused, with exit code 1 and one sentence", () => {
  test.each([
    ["neither a program nor a site", ["create", "x"], /--scopes or --site/],
    ["a site that is no address", ["create", "x", "--site", "shilp.in"], /origins/],
    ["a key that is not there", ["revoke", "ll_aaaaaaaaaa"], /no key/],
  ])("%s", { timeout: 60_000 }, async (_, args, says) => {
    const ended = await key(...args);
    expect(ended).toMatchObject({ code: 1, stdout: "", stderr: expect.stringMatching(says) });
  });
});
