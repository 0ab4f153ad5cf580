import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ServiceError } from "../errors.ts";
import { leadOf } from "../lead/test/lead-of.ts";
import { createTenant, type Tenant, type TestPlatform, testPlatform } from "../lead/test/tenant.ts";
import { restoreScorecard } from "../scorecard/put.ts";
import { askedOf } from "./asked.ts";
import { type OpenDesk, openDesk } from "./open-desk.ts";

let platform: TestPlatform;
let home: Tenant;
let open: OpenDesk;
beforeAll(async () => {
  platform = await testPlatform();
  home = await createTenant(platform);
  await restoreScorecard(home.admin, { version: 0 });
  open = openDesk(platform.db);
});
afterAll(() => platform.db.close());

const asked = (leadId: string) => askedOf(home.org.id, { id: leadId }, 5);
const sql = (text: string, values: unknown[] = []) =>
  platform.db.withOrgSql(home.org.id, (door) => door.query(text, values));

test("a lead about which somebody writes for long keeps nobody else waiting, and says so after a second", async () => {
  const { id: locked } = await leadOf(platform, home);
  const { id: free } = await leadOf(platform, home);
  for (const id of [locked, free]) await open.desk.answer(home.system, asked(id));
  await sql("update lead_state set set_version = 0, version = version + 1 where lead_id = $1", [locked]);
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  let taken = () => {};
  const isTaken = new Promise<void>((resolve) => {
    taken = resolve;
  });
  const writer = platform.db.withOrgSql(home.org.id, async (door) => {
    await door.query("select from lead_state where lead_id = $1 for update", [locked]);
    taken();
    await held;
  });
  await isTaken;
  const given = await open.desk.answerAll(home.system, [asked(locked), asked(free)]);
  release();
  await writer;
  expect(given[0]).toBeInstanceOf(ServiceError);
  expect(given[0]).toMatchObject({ code: "UNAVAILABLE" });
  expect(given[1]).toMatchObject({ leadId: free });
  expect(await open.desk.answer(home.system, asked(locked))).toMatchObject({
    leadId: locked,
    source: "model",
  });
});

test("a lead whose person was forgotten is not found, and those asked for with it are answered", async () => {
  const { id: gone } = await leadOf(platform, home);
  const { id: there } = await leadOf(platform, home);
  await sql("update person set wrapped_key = '' where id = (select person_id from lead where id = $1)", [
    gone,
  ]);
  const given = await open.desk.answerAll(home.system, [asked(gone), asked(there)]);
  expect(given).toMatchObject([{ code: "NOT_FOUND" }, { leadId: there }]);
});

test("a lead that was merged into another is answered for no more", async () => {
  const { id: into } = await leadOf(platform, home);
  const { id: merged } = await leadOf(platform, home);
  await open.desk.answer(home.system, asked(merged));
  await sql("update lead set merged_into = $2 where id = $1", [merged, into]);
  await expect(open.desk.answer(home.system, asked(merged))).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("where receipts cannot be written nobody is answered, and nobody waits for ever", async () => {
  const { id } = await leadOf(platform, home);
  const impatient = openDesk(platform.db, { patienceMs: 200 });
  const owner = new pg.Client({ connectionString: platform.db.ownerUrl });
  await owner.connect();
  try {
    await owner.query("begin; lock table receipt in access exclusive mode");
    await expect(impatient.desk.answer(home.system, asked(id))).rejects.toMatchObject({
      code: "UNAVAILABLE",
    });
  } finally {
    await owner.query("rollback");
    await owner.end();
  }
  expect(await impatient.desk.answer(home.system, asked(id))).toMatchObject({ leadId: id });
});
