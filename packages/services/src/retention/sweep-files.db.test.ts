import { afterAll, beforeAll, expect, test } from "vitest";
import { type OwnPlatform, ownPlatform } from "../jobs/test/own-platform.ts";
import { createOrganisation } from "../organisation/create.ts";
import { sweepFiles } from "./sweep-files.ts";

let platform: OwnPlatform;
let orgIds: string[];

beforeAll(async () => {
  platform = await ownPlatform();
  const made = [];
  for (const slug of ["first", "second"]) made.push(await createOrganisation(platform, { name: slug, slug }));
  orgIds = made.map(({ orgId }) => orgId);
});
afterAll(() => platform.close());

async function* bytes() {
  yield Buffer.from("name,phone\n");
}

test("expired files of every organisation are removed, others stay, and one failure keeps no other's", async () => {
  const past = new Date(Date.now() - 1_000);
  const meta = { purpose: "upload", contentType: "text/csv" };
  for (const orgId of orgIds) {
    await platform.blobs.write(orgId, { ...meta, expiresAt: past }, bytes());
    await platform.blobs.write(orgId, meta, bytes());
  }
  const failing = {
    ...platform.blobs,
    sweep: (orgId: string) =>
      orgId === orgIds[0] ? Promise.reject(new Error()) : platform.blobs.sweep(orgId),
  };
  expect(await sweepFiles({ ...platform, blobs: failing })).toBe(1);
  expect(await sweepFiles(platform)).toBe(1);
  for (const orgId of orgIds) {
    expect(await platform.db.withOrg(orgId, (tx) => tx.blob.count({ where: { orgId } }))).toBe(1);
  }
});
