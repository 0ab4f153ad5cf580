import {
  createTenant,
  type Tenant,
  type TestPlatform,
  testPlatform,
} from "@leadlift/services/lead/test/tenant";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runCliWith } from "../test/run-cli.ts";

let platform: TestPlatform;
let home: Tenant;
beforeAll(async () => {
  platform = await testPlatform();
  home = await createTenant(platform);
  await platform.db.withOrg(home.org.id, (tx) =>
    tx.attribute.createMany({
      data: [
        { orgId: home.org.id, key: "loan", label: "Loan", kind: "categorical", position: 1 },
        { orgId: home.org.id, key: "remark", label: "Remark", kind: "text", position: 2 },
      ],
    }),
  );
});
afterAll(() => platform.db.close());

function question(...args: string[]) {
  const settings = { DATABASE_URL: platform.db.ownerUrl, LEADLIFT_KEY_FILE: platform.db.keyFile };
  return runCliWith(settings, "question", ...args, "--org", home.org.slug);
}

const asked = async () => {
  const rows = await platform.db.withOrg(home.org.id, (tx) =>
    tx.attribute.findMany({ orderBy: { key: "asc" } }),
  );
  return rows.map((row) => row.question);
};

test("an attribute is asked for in the words given, until it is not any more", {
  timeout: 60_000,
}, async () => {
  expect(await question("loan", "Have you applied for a loan?")).toMatchObject({ code: 0 });
  expect(await asked()).toEqual(["Have you applied for a loan?", null]);
  expect(await question("loan")).toMatchObject({ code: 0 });
  expect(await asked()).toEqual([null, null]);
});

test.each([
  ["an attribute that is not there", ["nothing", "What?"], /does not exist/],
  ["one that no single answer fits", ["remark", "Anything else?"], /can be asked for/],
  ["no words", ["loan", " "], /question/],
])("%s is refused with one sentence", { timeout: 60_000 }, async (_, args, says) => {
  const ended = await question(...args);
  expect(ended).toMatchObject({ code: 1, stdout: "", stderr: expect.stringMatching(says) });
  expect(await asked()).toEqual([null, null]);
});
