import { newId } from "@leadlift/db/id";
import { createLead, createPerson } from "@leadlift/db/test/factories";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { defineAttributes } from "../attribute/define.ts";
import { flagVisitor } from "../event/flag-visitor.ts";
import { recordEvents } from "../event/record.ts";
import { mergeLeads } from "../lead/merge.ts";
import { addManyLeads } from "../lead/test/many-leads.ts";
import { createTenant, type Tenant, type TestPlatform, testPlatform } from "../lead/test/tenant.ts";
import { putListing } from "../listing/put.ts";
import { type Completeness, type Known, qualitySummary } from "./summary.ts";
import { openTwins } from "./twins.ts";

let platform: TestPlatform;
let home: Tenant;
beforeAll(async () => {
  platform = await testPlatform();
});
afterAll(() => platform.db.close());

async function fresh(): Promise<Tenant> {
  home = await createTenant(platform);
  return home;
}

/** How many have the field, of those counted. */
function of({ fields }: Pick<Completeness, "fields">, { known, leads }: Known, key: string): string {
  const place = fields.findIndex((field) => field.key === key);
  return `${known[place]} of ${leads}`;
}

async function withAttributes(tenant: Tenant, ...keys: string[]): Promise<void> {
  await platform.db.withOrgSql(tenant.org.id, (sql) =>
    defineAttributes(
      sql,
      tenant.system,
      keys.map((key) => ({ key, label: key.toUpperCase(), kind: "numeric" })),
    ),
  );
}

describe("what is known of leads", () => {
  test("is counted by field, by source and by month of enquiry", async () => {
    const { org, manager } = await fresh();
    await withAttributes(home, "loan", "o'clock\"");
    const lead = (more: Parameters<typeof createLead>[2]) => createLead(platform.db, org, more);
    await lead({ source: "99acres", city: null, enquiredAt: new Date("2026-09-30T18:29:00Z") });
    await lead({
      source: "99acres",
      enquiredAt: new Date("2026-09-30T18:31:00Z"),
      attributes: { loan: 0, "o'clock\"": null },
    });
    await lead({
      source: null,
      budgetMaxPaise: 95_00_000_00n,
      enquiredAt: new Date("2026-10-02T00:00:00Z"),
      attributes: { loan: null, "o'clock\"": false },
    });
    const { completeness } = await qualitySummary(manager);
    const { total, sources, months, otherSources } = completeness;
    expect(completeness.fields.map(({ label }) => label)).toEqual([
      "Name",
      "Phone",
      "E-mail",
      "Source",
      "Enquiry date",
      "City",
      "Budget",
      "Listing",
      "LOAN",
      "O'CLOCK\"",
    ]);
    const all = Object.fromEntries(completeness.fields.map(({ key }) => [key, of(completeness, total, key)]));
    expect(all).toEqual({
      name: "3 of 3",
      phone: "3 of 3",
      email: "0 of 3",
      source: "2 of 3",
      enquiredAt: "3 of 3",
      city: "2 of 3",
      budget: "1 of 3",
      listing: "0 of 3",
      "attributes.loan": "1 of 3",
      "attributes.o'clock\"": "1 of 3",
    });
    expect(sources.map(({ source, leads }) => [source, leads])).toEqual([
      ["99acres", 2],
      [null, 1],
    ]);
    expect(sources.map((each) => of(completeness, each, "attributes.loan"))).toEqual(["1 of 2", "0 of 1"]);
    expect(otherSources).toBeNull();
    // The month of a lead is the organisation's: its October begins at 18:30 of the day before.
    expect(months.map(({ month, leads }) => [month, leads])).toEqual([
      ["2026-09", 1],
      ["2026-10", 2],
    ]);
  });

  test("sees a person's e-mail and a lead's listing", async () => {
    const { org, manager } = await fresh();
    const { listingId } = await putListing(manager, { externalId: "S", project: "Skyline" });
    const person = await createPerson(platform.db, org, { email: "meera@example.test" });
    await createLead(platform.db, org, { personId: person.id, listingId });
    const { completeness } = await qualitySummary(manager);
    expect(of(completeness, completeness.total, "email")).toBe("1 of 1");
    expect(of(completeness, completeness.total, "listing")).toBe("1 of 1");
  });

  test("keeps the twenty largest sources apart and adds up the rest", async () => {
    const { org, manager } = await fresh();
    for (let place = 0; place < 23; place++) {
      await createLead(platform.db, org, { source: `Source ${place}`, city: place < 22 ? null : "Pune" });
    }
    await createLead(platform.db, org, { source: "Source 22" });
    const { completeness } = await qualitySummary(manager);
    expect(completeness.sources).toHaveLength(20);
    expect(completeness.sources[0]).toMatchObject({ source: "Source 22", leads: 2 });
    expect(completeness.otherSources).toMatchObject({ count: 3, leads: 3 });
    const { sources, otherSources, total } = completeness;
    expect(
      [...sources, ...(otherSources ? [otherSources] : [])].reduce((sum, { leads }) => sum + leads, 0),
    ).toBe(total.leads);
  });

  test("is the same sum by source and by month, of many leads", async () => {
    const { manager } = await fresh();
    await addManyLeads(platform, home, 5_000);
    const { total, sources, months } = (await qualitySummary(manager)).completeness;
    expect(total.leads).toBe(5_000);
    for (const parts of [sources, months]) {
      for (const [field, known] of total.known.entries()) {
        expect(parts.reduce((sum, part) => sum + (part.known[field] ?? 0), 0)).toBe(known);
      }
    }
  });

  test("is nothing where there are no leads", async () => {
    const { manager } = await fresh();
    const { completeness, events, people, visitors } = await qualitySummary(manager, { days: 7 });
    expect(completeness.total).toEqual({ leads: 0, known: completeness.fields.map(() => 0) });
    expect([completeness.sources, completeness.months, completeness.otherSources]).toEqual([[], [], null]);
    expect(events.total.received).toBe(0);
    expect(events.days).toHaveLength(7);
    expect([people, visitors]).toEqual([
      { withSeveralOpenLeads: 0, mergedLeads: 0 },
      { seen: 0, bots: 0, keptDays: 90 },
    ]);
  });
});

describe("how events come in", () => {
  test("is counted by what was wrong with them", async () => {
    const { org, manager, system } = await fresh();
    const { id: leadId } = await createLead(platform.db, org);
    const now = Date.now();
    const note = (eventId: string, minutes: number) => ({
      eventId,
      type: "note",
      occurredAt: new Date(now + minutes * 60_000),
      subject: { leadId },
    });
    const send = (source: string, ...events: object[]) => recordEvents(system, { events, source });
    await send("crm", note("plain", -1), note("plain", -1), note("late", -120), note("ahead", 120));
    await send("portal", note("late", -120), { ...note("x", 0), type: "nothing" }, note("y", 0));
    const { events } = await qualitySummary(manager);
    expect(events.total).toEqual({
      received: 7,
      recorded: 4,
      duplicates: 2,
      refused: 1,
      late: 1,
      clamped: 1,
      bots: 0,
    });
    expect(events.sources.map(({ source, received }) => [source, received])).toEqual([
      ["crm", 4],
      ["portal", 3],
    ]);
    expect(events.days.at(-1)).toMatchObject({ day: events.to, received: 7, duplicates: 2 });
    expect(events.before.received).toBe(0);
  });

  test("is told by day of the organisation's calendar, and beside as many days before", async () => {
    const { org } = await fresh();
    // 19:00 in London: the 24th has begun in Kolkata.
    const manager = { ...home.manager, now: () => new Date("2026-11-23T19:00:00Z") };
    const put = (day: string, slot: number, received: number) =>
      platform.db.withOrgSql(org.id, (sql) =>
        sql.query(
          "insert into event_quality (org_id, day, source, slot, received, stored) values ($1, $2, 'crm', $3, $4, $4)",
          [org.id, day, slot, received],
        ),
      );
    await put("2026-11-24", 0, 1);
    await put("2026-11-24", 7, 2);
    await put("2026-11-18", 0, 4);
    await put("2026-11-17", 0, 8);
    await put("2026-11-11", 0, 16);
    await put("2026-11-10", 0, 32);
    const { events } = await qualitySummary(manager, { days: 7 });
    expect([events.from, events.to]).toEqual(["2026-11-18", "2026-11-24"]);
    expect(events.days.map(({ received }) => received)).toEqual([4, 0, 0, 0, 0, 0, 3]);
    expect([events.total.received, events.before.received]).toEqual([7, 24]);
  });

  test("tells visitors that are bots, as they are marked now", async () => {
    const { system, manager } = await fresh();
    const [bot, human] = [newId(), newId()];
    await recordEvents(system, {
      events: [bot, human].map((visitorId) => ({
        eventId: visitorId,
        type: "page_view",
        subject: { visitorId },
      })),
      source: "site",
    });
    for (const visitorId of [bot, human])
      await flagVisitor(manager, { visitorId, bot: true, reason: "fast" });
    await flagVisitor(manager, { visitorId: human, bot: false, reason: "it was not" });
    expect((await qualitySummary(manager)).visitors).toEqual({ seen: 2, bots: 1, keptDays: 90 });
  });
});

test("who asks twice is one person with several open leads, until these are merged", async () => {
  const { org, manager } = await fresh();
  const person = await createPerson(platform.db, org);
  const kept = await createLead(platform.db, org, { personId: person.id });
  const merged = await createLead(platform.db, org, { personId: person.id });
  await createLead(platform.db, org, { personId: person.id, status: "lost" });
  expect((await qualitySummary(manager)).people).toEqual({ withSeveralOpenLeads: 1, mergedLeads: 0 });
  expect(await openTwins(manager)).toEqual([
    { personId: person.id, name: expect.any(String), leadId: kept.id, leads: 2 },
  ]);
  await mergeLeads(manager, { keptId: kept.id, mergedId: merged.id });
  const { people, completeness } = await qualitySummary(manager);
  expect(people).toEqual({ withSeveralOpenLeads: 0, mergedLeads: 1 });
  expect(await openTwins(manager)).toEqual([]);
  expect(completeness.total.leads).toBe(2);
});

test("it is no business of brokers, and of nobody else's leads", async () => {
  const { org, broker } = await fresh();
  await createLead(platform.db, org);
  await expect(qualitySummary(broker)).rejects.toMatchObject({ code: "FORBIDDEN" });
  const other = await createTenant(platform);
  expect((await qualitySummary(other.manager)).completeness.total.leads).toBe(0);
});
