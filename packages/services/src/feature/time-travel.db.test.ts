import { randomUUID } from "node:crypto";
import { newId } from "@leadlift/db/id";
import { createOutcome, createPerson } from "@leadlift/db/test/factories";
import { afterAll, beforeAll, expect, test } from "vitest";
import { recordConsents } from "../consent/record.ts";
import { type EventInput, recordEvents } from "../event/record.ts";
import { mergeLeads } from "../lead/merge.ts";
import { type TestPlatform, testPlatform } from "../lead/test/tenant.ts";
import { putListing } from "../listing/put.ts";
import { type LabelledLead, labelledLeads } from "../outcome/labelled-leads.ts";
import { fillTraits } from "../person/fill-traits.ts";
import { type Clocked, clockedOrganisation, recomputed, serve } from "./test/clocked.ts";

let platform: TestPlatform;
beforeAll(async () => {
  platform = await testPlatform();
});
afterAll(() => platform.db.close());

const hour = 3_600_000;
const day = 24 * hour;

function events(leadId: string, count: number, occurredAt: (n: number) => number): EventInput[] {
  return Array.from({ length: count }, (_, n) => ({
    eventId: randomUUID(),
    type: n % 5 === 4 ? "call_in" : "listing_view",
    occurredAt: new Date(occurredAt(n)),
    properties: n % 5 === 4 ? { seconds: 60 + n } : { listing: `A-${n % 3}`, seconds: 20 + n },
    subject: { leadId },
  }));
}

/** Three leads of three weeks ago, each with events of its first two days; the first and second lost in the end. */
async function past(): Promise<{ clock: Clocked; leads: [string, string, string] }> {
  const clock = await clockedOrganisation(platform, Date.now() - 60 * day);
  const { ctx, org } = clock;
  const { listingId } = await putListing(ctx, {
    externalId: "A-0",
    priceMinPaise: 4_000_000_000,
    priceMaxPaise: 5_000_000_000,
  });
  const make = () =>
    clock.lead({
      enquiredAt: new Date(clock.now()),
      budgetMaxPaise: 4_500_000_000,
      listingId,
      attributes: { title: "Director" },
    });
  const leads: [string, string, string] = [await make(), await make(), await make()];
  for (const step of [10 * 60_000, 20 * hour, 20 * hour]) {
    clock.pass(step);
    for (const leadId of leads) {
      await recordEvents(ctx, {
        events: events(leadId, 10, (n) => clock.now() - (11 - n) * 30_000),
        source: "test",
      });
    }
  }
  for (const leadId of leads) {
    const at = new Date(clock.now() + 20 * day);
    await createOutcome(platform.db, org, { leadId, step: "visit_done", occurredAt: at, recordedAt: at });
  }
  return { clock, leads };
}

/** Everything that may be recorded later about what was, and about what is. */
async function later({
  clock,
  leads: [first, second, third],
}: Awaited<ReturnType<typeof past>>): Promise<void> {
  const { ctx, org } = clock;
  clock.pass(25 * day);
  const early = events(first, 30, (n) => clock.now() - 27 * day + n * 60_000);
  await recordEvents(ctx, { events: early, source: "test" });
  await recordEvents(ctx, { events: events(second, 8, () => clock.now()), source: "test", backfill: true });
  await clock.sql(
    `update lead set budget_max_paise = 1, city = 'Nashik', attributes = '{"title":"Intern"}', version = version + 1`,
  );
  await clock.sql("update listing set price_min_paise = 1, price_max_paise = 2, status = 'sold'");
  const { personId } = await platform.db.withOrg(org.id, (tx) =>
    tx.lead.findFirstOrThrow({ where: { id: first } }),
  );
  const { id: other } = await createPerson(platform.db, org, { email: `${randomUUID()}@gmail.com` });
  await platform.db.withOrg(org.id, (tx) =>
    tx.contactPoint.updateMany({
      where: { personId: other },
      data: { personId, createdAt: new Date(clock.now()) },
    }),
  );
  await clock.contact(second, { email: `meera.${randomUUID()}@iitb.ac.in`, looked: true });
  expect(await fillTraits(ctx)).toBeGreaterThan(0);
  await mergeLeads(ctx, { keptId: first, mergedId: third });
  const undone = { undoneAt: new Date(clock.now()), undoneBy: newId() };
  await platform.db.withOrg(org.id, (tx) =>
    tx.leadOutcome.updateMany({ where: { leadId: second }, data: undone }),
  );
}

test("whatever is recorded afterwards leaves a vector as of an earlier moment as it was", async () => {
  const made = await past();
  const { clock, leads } = made;
  const at = clock.now();
  const moments = [at - 40 * hour, at - 19 * hour, at];
  const before = await Promise.all(leads.map((leadId) => recomputed(clock.ctx, leadId, moments)));
  const served = await serve(clock.ctx, leads);
  await later(made);
  const after = await Promise.all(leads.map((leadId) => recomputed(clock.ctx, leadId, moments)));
  expect(after).toEqual(before);
  for (const { leadId, at: moment, vector } of served) {
    expect(await recomputed(clock.ctx, leadId, [moment])).toEqual([Array.from(vector)]);
  }
  // And all of it counts from now on.
  const [first = ""] = leads;
  const [now] = await serve(clock.ctx, [first]);
  expect([Array.from(now?.vector ?? [])]).not.toEqual(await recomputed(clock.ctx, first, [at]));
});

test("a training row is the lead as it was known then, whatever came later", async () => {
  const made = await past();
  const { clock, leads } = made;
  clock.pass(35 * day);
  const asOf = new Date(clock.now());
  const before = await rows(clock, asOf);
  expect(before.map(({ leadId, label }) => [leadId, label])).toEqual(leads.toSorted().map((id) => [id, 1]));
  for (const { asOf: at, enquiredAt, record } of before) {
    expect(at.getTime() - (enquiredAt?.getTime() ?? 0)).toBe(hour);
    expect(record).toMatchObject({
      city: "Pune",
      budget_max: 45_000_000,
      title: "Director",
      has_email: true,
    });
  }
  await later(made);
  const after = new Map((await rows(clock, asOf)).map((row) => [row.leadId, row.record]));
  const [first, second, third] = leads;
  expect([...after.keys()]).toEqual([first, second].toSorted());
  expect(after.has(third)).toBe(false);
  for (const { leadId, record } of before) if (leadId !== third) expect(after.get(leadId)).toEqual(record);
});

test("a training row holds nothing of a purpose that was withdrawn since", async () => {
  const { clock, leads } = await past();
  const [first, second] = leads;
  clock.pass(35 * day);
  const withdraw = (leadId: string, purpose: "web_tracking" | "scoring") =>
    recordConsents(clock.ctx, {
      subject: { leadId },
      entries: [{ purpose, status: "withdrawn", channel: "whatsapp" }],
    });
  const before = new Map((await rows(clock, new Date(clock.now()))).map((row) => [row.leadId, row.record]));
  expect(before.get(first)?.site_minutes).toEqual(expect.any(Number));
  await withdraw(first, "web_tracking");
  await withdraw(second, "scoring");
  const after = new Map((await rows(clock, new Date(clock.now()))).map((row) => [row.leadId, row.record]));
  expect(after.get(first)).toMatchObject({
    site_minutes: null,
    sessions: null,
    calls_in: before.get(first)?.calls_in,
  });
  expect(after.has(second)).toBe(false);
  expect(after.get(leads[2])).toEqual(before.get(leads[2]));
});

async function rows(clock: Clocked, asOf: Date): Promise<LabelledLead[]> {
  const found: LabelledLead[] = [];
  const { horizonDays } = clock.ctx.organisation;
  for await (const row of labelledLeads(clock.ctx, { step: "visit_done", horizonDays, asOf }))
    found.push(row);
  return found;
}
