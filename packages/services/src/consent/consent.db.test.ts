import { newId } from "@leadlift/db/id";
import { createLead, createPerson, type TestPerson } from "@leadlift/db/test/factories";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Context } from "../context.ts";
import { createTenant, type Tenant, type TestPlatform, testPlatform } from "../lead/test/tenant.ts";
import { consentsOf } from "./history.ts";
import { publishNotice } from "./publish-notice.ts";
import { type Purpose, purposes } from "./purposes.ts";
import { recordConsents } from "./record.ts";

let platform: TestPlatform;
let home: Tenant;
let person: TestPerson;
let email: string;

beforeAll(async () => {
  platform = await testPlatform();
  home = await createTenant(platform);
});
afterAll(() => platform.db.close());
beforeEach(async () => {
  email = `${newId()}@example.test`;
  person = await createPerson(platform.db, home.org, { email });
});

const day = 86_400_000;
const ago = (days: number) => new Date(Date.now() - days * day);
const say = (purpose: Purpose, status: "given" | "withdrawn", more: object = {}) => ({
  purpose,
  status,
  channel: "form",
  ...more,
});
const record = (...entries: ReturnType<typeof say>[]) =>
  recordConsents(home.broker, { subject: { personId: person.id }, entries });
const current = async () => (await consentsOf(home.broker, { personId: person.id })).current;
const keyContext = (...scopes: ("consents:write" | "events:write")[]): Context => ({
  ...home.system,
  actor: { kind: "key", keyId: home.org.id, scopes },
});

describe("what is in force", () => {
  test("nothing was said: what an enquiry is for is, the rest is not", async () => {
    const view = await current();
    const inForce = purposes.filter((purpose) => view[purpose].inForce);
    expect(inForce).toEqual(["enquiry_reply", "scoring", "web_tracking", "calls"]);
    expect(new Set(Object.values(view).map(({ status }) => status))).toEqual(new Set(["legacy"]));
  });

  test.each(purposes)("%s follows the last word, whatever came before", async (purpose) => {
    await record(say(purpose, "given", { occurredAt: ago(9) }));
    expect((await current())[purpose]).toMatchObject({ status: "given", inForce: true, until: null });
    await record(say(purpose, "withdrawn", { occurredAt: ago(5) }));
    expect((await current())[purpose]).toMatchObject({ status: "withdrawn", inForce: false });
    await record(say(purpose, "given", { occurredAt: ago(1) }));
    expect((await current())[purpose]).toMatchObject({ status: "given", inForce: true });
    // What is told late counts for when it was said.
    await record(say(purpose, "withdrawn", { occurredAt: ago(3) }));
    expect((await current())[purpose]).toMatchObject({ status: "given", inForce: true });
    const others = purposes.filter((other) => other !== purpose);
    const view = await current();
    expect(others.map((other) => view[other].status)).toEqual(others.map(() => "legacy"));
  });

  test("a consent ends by itself when its time is over", async () => {
    const [past, future] = [ago(1), ago(-30)];
    await record(
      say("calls", "given", { occurredAt: ago(9), expiresAt: past }),
      say("enrichment", "given", { occurredAt: ago(9), expiresAt: future }),
    );
    const { calls, enrichment } = await current();
    expect(calls).toMatchObject({ status: "expired", inForce: false, until: null });
    expect(enrichment).toMatchObject({ status: "given", inForce: true, until: future });
  });
});

describe("the ledger", () => {
  test("keeps every entry with its notice, channel, evidence and who made it, latest first", async () => {
    const notice = await publishNotice(home.admin, {
      purpose: "calls",
      locale: "en-IN",
      text: "We call you.",
    });
    await record(
      say("calls", "given", {
        occurredAt: ago(2),
        noticeHash: notice.hash,
        locale: "en-IN",
        evidence: { form: "enquiry", page: 3 },
      }),
    );
    await recordConsents(keyContext("consents:write"), {
      subject: { personId: person.id },
      entries: [say("calls", "withdrawn")],
    });
    const { entries } = await consentsOf(home.broker, { personId: person.id });
    expect(entries).toMatchObject([
      { purpose: "calls", status: "withdrawn", actorKind: "key", actor: null, noticeVersion: null },
      {
        ...{ purpose: "calls", status: "given", channel: "form", locale: "en-IN" },
        ...{ noticeHash: notice.hash, noticeVersion: notice.version, evidence: { form: "enquiry", page: 3 } },
        ...{ actorKind: "user", actor: "Bina Shah" },
      },
    ]);
  });

  test("cannot be changed or shortened, not even by plain SQL", async () => {
    await record(say("calls", "given"));
    for (const statement of ["update consent_entry set status = 'given'", "delete from consent_entry"]) {
      await expect(platform.db.withOrgSql(home.org.id, (sql) => sql.query(statement))).rejects.toThrow(
        "permission denied",
      );
    }
  });

  test("is audited, with the purpose and without a word of the person's", async () => {
    const { entries } = await record(say("whatsapp_marketing", "given"), say("calls", "withdrawn"));
    const rows = await platform.db.withOrg(home.org.id, (tx) =>
      tx.auditEntry.findMany({ where: { orgId: home.org.id, subjectId: person.id }, orderBy: { id: "asc" } }),
    );
    expect(rows).toMatchObject([
      { action: "consent.give", detail: { entryId: entries[0]?.id, purpose: "whatsapp_marketing" } },
      { action: "consent.withdraw", detail: { entryId: entries[1]?.id, purpose: "calls" } },
    ]);
  });

  test.each([
    ["a time to come", say("calls", "given", { occurredAt: ago(-1) })],
    ["an end before its beginning", say("calls", "given", { expiresAt: ago(1) })],
    ["a withdrawal that ends", say("calls", "withdrawn", { expiresAt: ago(-1) })],
    ["an unknown purpose", { ...say("calls", "given"), purpose: "astrology" as Purpose }],
    ["evidence with a pollution key's shape", say("calls", "given", { evidence: { "a.b": 1 } })],
    ["a hash that is none", say("calls", "given", { noticeHash: "abc" })],
  ])("refuses %s and keeps nothing of the call", async (_, entry) => {
    await expect(record(say("scoring", "given"), entry)).rejects.toThrow();
    expect((await consentsOf(home.broker, { personId: person.id })).entries).toEqual([]);
  });

  test("takes a clock that is a minute ahead for one that is right", async () => {
    const soon = new Date(Date.now() + 60_000);
    await record(say("calls", "given", { occurredAt: soon }));
    const { entries } = await consentsOf(home.broker, { personId: person.id });
    expect(entries[0]?.occurredAt.getTime()).toBeLessThanOrEqual(Date.now());
  });
});

describe("an entry that is sent again", () => {
  const at = ago(3);
  test.each([
    ["has the id that it had", say("calls", "given", { consentId: newId() })],
    ["says the same of the same time", say("calls", "given", { occurredAt: at })],
    ["says the same a moment later, without a time", say("calls", "withdrawn")],
  ])("is a duplicate where it %s", async (_, entry) => {
    const first = await record(entry);
    const again = await record(entry);
    expect(first.entries).toMatchObject([{ status: entry.status }]);
    expect(again.entries).toEqual([{ ...first.entries[0], duplicate: true }]);
    expect((await consentsOf(home.broker, { personId: person.id })).entries).toHaveLength(1);
  });

  test("is one entry too when it comes twice in a call, and in many calls at once", async () => {
    const entry = say("whatsapp_marketing", "given");
    const calls = await Promise.all(Array.from({ length: 5 }, () => record(entry, entry)));
    expect(new Set(calls.flatMap(({ entries }) => entries.map(({ id }) => id))).size).toBe(1);
    expect((await consentsOf(home.broker, { personId: person.id })).entries).toHaveLength(1);
  });

  test.each([
    ["of another time", { occurredAt: at }, { occurredAt: ago(2) }],
    ["by another channel", { occurredAt: at }, { occurredAt: at, channel: "call" }],
    ["for another notice", { occurredAt: at }, { occurredAt: at, noticeHash: "a".repeat(64) }],
    ["until another day", { occurredAt: at }, { occurredAt: at, expiresAt: ago(-9) }],
    ["under another id", { consentId: newId() }, { consentId: newId() }],
    ["for another purpose", {}, { purpose: "enrichment" as const }],
  ])("is another one %s", async (_, first, second) => {
    await record(say("calls", "given", first), { ...say("calls", "given"), ...second });
    expect((await consentsOf(home.broker, { personId: person.id })).entries).toHaveLength(2);
  });

  test("after something else was said is news", async () => {
    await record(say("calls", "given"), say("calls", "withdrawn"), say("calls", "given"));
    expect((await consentsOf(home.broker, { personId: person.id })).entries).toHaveLength(3);
  });

  test("is refused where its id stands for something else, of this person or another", async () => {
    const consentId = newId();
    await record(say("calls", "given", { consentId }));
    const withdrawal = record(say("calls", "withdrawn", { consentId }));
    await expect(withdrawal).rejects.toMatchObject({ code: "CONFLICT" });
    const another = await createPerson(platform.db, home.org);
    const elsewhere = recordConsents(home.broker, {
      subject: { personId: another.id },
      entries: [say("calls", "given", { consentId })],
    });
    await expect(elsewhere).rejects.toMatchObject({ code: "CONFLICT" });
    expect(await current()).toMatchObject({ calls: { status: "given" } });
  });
});

describe("whose it is", () => {
  test("is told by person, lead, the lead's id elsewhere, phone number or e-mail address", async () => {
    const lead = await createLead(platform.db, home.org, { personId: person.id, externalId: person.id });
    for (const subject of [
      { leadId: lead.id },
      { externalId: person.id },
      { phone: person.phone.replace("+91", "0") },
      { email: email.toUpperCase() },
    ]) {
      const { personId } = await recordConsents(home.system, { subject, entries: [say("calls", "given")] });
      expect(personId).toBe(person.id);
    }
  });

  test("nobody of ours is not found, nor is another organisation's person", async () => {
    const away = await createTenant(platform);
    const stranger = await createPerson(platform.db, away.org);
    for (const subject of [
      { phone: "+919812345678" },
      { personId: stranger.id },
      { phone: stranger.phone },
    ]) {
      await expect(
        recordConsents(home.system, { subject, entries: [say("calls", "given")] }),
      ).rejects.toMatchObject({ code: "NOT_FOUND" });
    }
    await expect(consentsOf(home.admin, { personId: stranger.id })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await expect(
      recordConsents(home.system, { subject: { phone: "12" }, entries: [say("calls", "given")] }),
    ).rejects.toMatchObject({ code: "BAD_INPUT" });
  });

  test("a key needs the scope for it", async () => {
    const input = { subject: { personId: person.id }, entries: [say("calls", "given")] };
    await expect(recordConsents(keyContext("events:write"), input)).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    await expect(recordConsents(keyContext("consents:write"), input)).resolves.toMatchObject({
      personId: person.id,
    });
  });
});

describe("notices", () => {
  test("have versions; the same text again is the same one", async () => {
    const publish = (text: string) =>
      publishNotice(home.admin, { purpose: "scoring", locale: "hi-IN", text });
    const first = await publish("एक");
    expect(await publish("एक")).toEqual(first);
    const second = await publish("दो");
    expect([first.version, second.version]).toEqual([1, 2]);
    expect(await publish("एक")).toMatchObject({ version: 3, hash: first.hash });
    const rows = await platform.db.withOrg(home.org.id, (tx) =>
      tx.notice.findMany({ where: { orgId: home.org.id, locale: "hi-IN" }, orderBy: { version: "asc" } }),
    );
    expect(rows.map(({ retiredAt }) => retiredAt !== null)).toEqual([true, true, false]);
  });

  test("are the admins' to publish", async () => {
    const notice = { purpose: "calls", locale: "en-IN", text: "…" } as const;
    await expect(publishNotice(home.manager, notice)).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});
