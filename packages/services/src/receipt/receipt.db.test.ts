import { newId } from "@leadlift/db/id";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTenant, type Tenant, type TestPlatform, testPlatform } from "../lead/test/tenant.ts";
import { readReceipt } from "./read-receipt.ts";
import { writeContent } from "./receipt-content.ts";
import { type ReceiptHead, receiptFormat } from "./receipt-head.ts";
import { createReceiptWriter, type NewReceipt } from "./receipt-writer.ts";
import { sweepReceipts } from "./sweep-receipts.ts";
import { verifyReceipt } from "./verify-receipt.ts";

let platform: TestPlatform;
let home: Tenant;
let other: Tenant;
beforeAll(async () => {
  platform = await testPlatform();
  home = await createTenant(platform);
  other = await createTenant(platform);
});
afterAll(() => platform.db.close());

const answer = {
  state: "unknown",
  margin: null,
  probability: null,
  score: null,
  grade: null,
  reasons: [],
} as const;

function receiptOf(tenant: Tenant, more: { id?: string; keepUntil?: Date } = {}): NewReceipt {
  const { id = newId(), keepUntil = new Date(Date.now() + 60_000) } = more;
  const content = writeContent({ record: { source: "portal" } }, { ...answer, reasons: [] }, ["scoring"]);
  const head: ReceiptHead = {
    format: receiptFormat,
    id,
    organisation: tenant.org.id,
    lead: null,
    at: new Date().toISOString(),
    model: null,
    rules: 1,
    policy: { target: null, base: null, cutoffs: { A: 70, B: 57, C: 43 }, features: 1 },
    content: content.digest,
  };
  const sealed = tenant.system.organisation.crypto.seal(
    { table: "receipt", column: "sealed", row: id },
    content.text,
  );
  return { head, personId: null, sealed, keepUntil };
}

const countOf = async (tenant: Tenant) => {
  const { rows } = await platform.db.withOrgSql(tenant.org.id, (sql) =>
    sql.query<{ count: number }>("select count(*)::int as count from receipt where org_id = $1", [
      tenant.org.id,
    ]),
  );
  return rows[0]?.count ?? 0;
};

test("receipts of several organisations are written together, and each is its own organisation's alone", async () => {
  const batches: number[] = [];
  const writer = createReceiptWriter(platform.db, (written) => batches.push(written));
  const receipts = Array.from({ length: 300 }, (_, n) => receiptOf(n % 2 ? home : other));
  await Promise.all(receipts.map((receipt) => writer.write([receipt])));
  expect(batches.reduce((sum, count) => sum + count, 0)).toBe(300);
  expect(batches.length).toBeLessThan(20);
  expect([await countOf(home), await countOf(other)]).toEqual([150, 150]);
  for (const { head } of receipts.slice(0, 20)) {
    const own = head.organisation === home.org.id ? home : other;
    const stranger = own === home ? other : home;
    expect((await verifyReceipt(own.system, { id: head.id })).signature).toBe("valid");
    await expect(readReceipt(stranger.system, { id: head.id })).rejects.toMatchObject({ code: "NOT_FOUND" });
  }
});

test("where one cannot be written, none of its insert is, and who waits for them is told", async () => {
  const writer = createReceiptWriter(platform.db);
  const twice = receiptOf(home);
  await writer.write([twice]);
  const before = await countOf(home);
  await expect(writer.write([receiptOf(home), twice])).rejects.toThrow();
  expect(await countOf(home)).toBe(before);
  await writer.write([receiptOf(home)]);
  expect(await countOf(home)).toBe(before + 1);
});

test("what was changed after it was signed is seen", async () => {
  const writer = createReceiptWriter(platform.db);
  const receipt = receiptOf(home);
  await writer.write([receipt, receiptOf(home)]);
  const { id } = receipt.head;
  const stored = await readReceipt(home.system, { id });
  expect(stored.contentHolds).toBe(true);
  // The application's role may not change one; whoever owns the database could.
  await expect(
    platform.db.withOrgSql(home.org.id, (sql) =>
      sql.query("update receipt set head = replace(head, 'portal', 'referral') where id = $1", [id]),
    ),
  ).rejects.toThrow("permission denied");
});

test("a receipt goes when its time is over, and no other", async () => {
  const writer = createReceiptWriter(platform.db);
  const over = receiptOf(home, { keepUntil: new Date(Date.now() - 1) });
  const kept = receiptOf(home);
  await writer.write([over, kept]);
  await expect(readReceipt(home.system, { id: over.head.id })).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect(await sweepReceipts(platform)).toBeGreaterThanOrEqual(1);
  expect(await sweepReceipts(platform)).toBe(0);
  expect((await readReceipt(home.system, { id: kept.head.id })).head.id).toBe(kept.head.id);
});
