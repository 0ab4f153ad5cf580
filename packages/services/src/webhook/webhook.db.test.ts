import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type TestPlatform, testPlatform } from "../lead/test/tenant.ts";
import { createWebhook } from "./create.ts";
import { listDeliveries } from "./deliveries.ts";
import { getWebhook, listWebhooks } from "./list.ts";
import { removeWebhook } from "./remove.ts";
import { replayDead, replayDelivery } from "./replay.ts";
import { rotateSecret } from "./rotate-secret.ts";
import { sendTest } from "./send-test.ts";
import { type Hooked, hooked } from "./test/hooked.ts";
import { updateWebhook } from "./update.ts";

const host = "localhost:1";
const fields = { name: "CRM", url: `http://${host}/hook?key=s3cret`, events: ["lead.assigned" as const] };

let platform: TestPlatform;
let org: Hooked;
beforeAll(async () => {
  platform = await testPlatform();
  org = await hooked(platform, host);
});
afterAll(() => platform.db.close());

test("a webhook is listed as it was added, its secret was told once, and neither it nor the address stands in the open", async () => {
  const { id, secret } = await org.add({ ...fields, thresholds: { min: 70 } });
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  const listed = await getWebhook(org.admin, { id });
  expect(listed).toMatchObject({
    ...fields,
    thresholds: { minPoints: 5, gradeCrossing: true, min: 70, max: null },
    status: "active",
    health: { failures: 0, waiting: 0, dead: 0, lastDeliveredAt: null },
  });
  expect(await listWebhooks(org.admin)).toContainEqual(listed);
  expect(JSON.stringify(listed)).not.toContain(secret);
  const { rows } = await platform.db.withOrgSql(org.org.id, (sql) =>
    sql.query<{ row: string; audit: string }>(
      `select e::text as row, (select string_agg(a::text, '') from audit_entry a where a.org_id = e.org_id) as audit
         from webhook_endpoint e where e.org_id = $1 and e.id = $2`,
      [org.org.id, id],
    ),
  );
  const plain = [secret, "s3cret", Buffer.from("s3cret").toString("hex")];
  for (const word of plain) expect(JSON.stringify(rows)).not.toContain(word);
  expect(rows[0]?.audit).toContain("webhook.create");
});

test.each([
  ...["ftp://example.com/", "example.com", "javascript:alert(1)", ""],
  ...["http://example.com/", "https://example.com:8443/", "https://a:b@example.com/", "https://127.0.0.1/"],
  ...[
    "https://[::1]/",
    "https://169.254.169.254/latest/meta-data",
    "http://localhost:2/",
    "https://10.0.0.8/",
  ],
])("nobody is told at %j", async (url) => {
  await expect(createWebhook(org.admin, { ...fields, url })).rejects.toMatchObject({ code: "BAD_INPUT" });
  const { id } = await org.add();
  await expect(updateWebhook(org.admin, { ...fields, id, url })).rejects.toMatchObject({ code: "BAD_INPUT" });
  await removeWebhook(org.admin, { id });
});

test("an address on the open internet may be told", async () => {
  const { url } = await createWebhook(org.admin, { ...fields, url: "https://hooks.example.com/a?b=c#d" });
  expect(url).toBe("https://hooks.example.com/a?b=c");
});

test("what is replaced is replaced whole, and the secret stays", async () => {
  const { id } = await org.add({ ...fields, thresholds: { min: 70 } });
  const changed = await updateWebhook(org.admin, {
    id,
    name: "Warehouse",
    url: `http://${host}/other`,
    events: ["score.changed"],
    status: "paused",
  });
  expect(changed).toMatchObject({ name: "Warehouse", status: "paused", thresholds: { min: null } });
  expect(await getWebhook(org.admin, { id })).toEqual(changed);
});

test("a second rotation ends the first secret, and without an overlap only the new one is left", async () => {
  const { id } = await org.add();
  expect(await rotateSecret(org.admin, { id })).toMatchObject({
    previousSecretUntil: new Date(org.now().getTime() + 24 * 3_600_000),
  });
  expect((await rotateSecret(org.admin, { id, overlapHours: 0 })).previousSecretUntil).toBeNull();
  expect((await getWebhook(org.admin, { id })).previousSecretUntil).toBeNull();
});

test("deliveries are read page by page, latest first, and by how they ended", async () => {
  const { id } = await org.add();
  const ids: string[] = [];
  for (let n = 0; n < 5; n++) ids.push((await sendTest(org.admin, { id })).deliveryId);
  const read: string[] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await listDeliveries(org.admin, { id, limit: 2, ...(cursor ? { cursor } : {}) });
    read.push(...page.items.map((item) => item.id));
    cursor = page.next;
  }
  expect(read).toEqual(ids.reverse());
  expect((await listDeliveries(org.admin, { id, status: "dead" })).items).toEqual([]);
  const [deliveryId = ""] = ids;
  await expect(replayDelivery(org.admin, { id, deliveryId })).rejects.toThrow("waits to be sent already");
});

test("there are at most twenty", async () => {
  const full = await hooked(platform, host);
  for (let n = 0; n < 20; n++) await full.add();
  await expect(full.add()).rejects.toMatchObject({ code: "CONFLICT" });
});

describe("somebody who may not", () => {
  const verbs = (id: string, deliveryId: string) =>
    [
      ["get", (as: Hooked["admin"]) => getWebhook(as, { id })],
      ["update", (as: Hooked["admin"]) => updateWebhook(as, { ...fields, id })],
      ["rotate", (as: Hooked["admin"]) => rotateSecret(as, { id })],
      ["test", (as: Hooked["admin"]) => sendTest(as, { id })],
      ["deliveries", (as: Hooked["admin"]) => listDeliveries(as, { id })],
      ["replay one", (as: Hooked["admin"]) => replayDelivery(as, { id, deliveryId })],
      ["replay dead", (as: Hooked["admin"]) => replayDead(as, { id, since: new Date(0) })],
      ["remove", (as: Hooked["admin"]) => removeWebhook(as, { id })],
    ] as const;

  test("because they are no admin is refused", async () => {
    const { id } = await org.add();
    const { deliveryId } = await sendTest(org.admin, { id });
    for (const as of [org.manager, org.broker]) {
      await expect(listWebhooks(as)).rejects.toMatchObject({ code: "FORBIDDEN" });
      await expect(createWebhook(as, fields)).rejects.toMatchObject({ code: "FORBIDDEN" });
      for (const [, verb] of verbs(id, deliveryId)) {
        await expect(verb(as)).rejects.toMatchObject({ code: "FORBIDDEN" });
      }
    }
  });

  test("because it is another organisation's finds nothing, and changes nothing", async () => {
    const { id } = await org.add();
    const { deliveryId } = await sendTest(org.admin, { id });
    const before = await getWebhook(org.admin, { id });
    const other = await hooked(platform, host);
    for (const [, verb] of verbs(id, deliveryId)) {
      await expect(verb(other.admin)).rejects.toMatchObject({ code: "NOT_FOUND" });
    }
    expect(await listWebhooks(other.admin)).toEqual([]);
    expect(await getWebhook(org.admin, { id })).toEqual(before);
  });
});

test("what was deleted is gone with all that was to be sent", async () => {
  const { id } = await org.add();
  await sendTest(org.admin, { id });
  await removeWebhook(org.admin, { id });
  await expect(getWebhook(org.admin, { id })).rejects.toMatchObject({ code: "NOT_FOUND" });
  const left = await platform.db.withOrg(org.org.id, (tx) =>
    tx.webhookDelivery.count({ where: { endpointId: id } }),
  );
  expect(left).toBe(0);
});
