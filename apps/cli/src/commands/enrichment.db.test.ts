import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
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
let folder: string;
beforeAll(async () => {
  platform = await testPlatform();
  home = await createTenant(platform);
  folder = mkdtempSync(join(tmpdir(), "leadlift-enrichment-"));
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await platform.db.close();
});

function enrichment(...args: string[]) {
  const settings = { DATABASE_URL: platform.db.ownerUrl, LEADLIFT_KEY_FILE: platform.db.keyFile };
  return runCliWith(settings, "enrichment", ...args, "--org", home.org.slug);
}

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

test("a provider is set up from a preset, changed without its key, and removed", {
  timeout: 120_000,
}, async () => {
  const key = file("key", "sk_very_secret\n");
  const made = await enrichment(
    "set",
    "Clearbit",
    "--preset",
    "clearbit",
    "--budget",
    "500",
    "--secret-file",
    key,
  );
  expect(made).toMatchObject({ code: 0 });
  expect(await enrichment("set", "Clearbit", "--budget", "20", "--off")).toMatchObject({ code: 0 });
  const listed = await enrichment("list");
  expect(listed.stdout).toBe("Clearbit  person-stream.clearbit.com  0 of 20 requests this month  off\n");
  expect(await enrichment("remove", "Clearbit")).toMatchObject({ code: 0 });
  expect((await enrichment("list")).stdout).toContain("has no provider");
});

describe.concurrent("what is refused, with exit code 1 and one sentence", () => {
  test.each<[string, () => string[], RegExp]>([
    ["a provider of nothing", () => ["set", "x"], /needs --budget/],
    [
      "a preset that is not there",
      () => ["set", "x", "--preset", "lusha", "--budget", "1"],
      /clearbit, apollo, zoominfo/,
    ],
    ["a preset without its key", () => ["set", "x", "--preset", "apollo", "--budget", "1"], /enter it/],
    [
      "settings that are no JSON",
      () => ["set", "x", "--settings", file("a", "{"), "--budget", "1"],
      /no JSON/,
    ],
    [
      "an inner address",
      () => {
        const settings = { method: "GET", url: "http://10.0.0.1/{email}", mapping: { job_title: "t" } };
        return ["set", "x", "--settings", file("b", JSON.stringify(settings)), "--budget", "1"];
      },
      /LEADLIFT_PRIVATE_HOSTS/,
    ],
    ["a provider that is not there", () => ["remove", "x"], /no provider called x/],
  ])("%s", { timeout: 60_000 }, async (_, args, says) => {
    const ended = await enrichment(...args());
    expect(ended).toMatchObject({ code: 1, stdout: "", stderr: expect.stringMatching(says) });
  });
});
