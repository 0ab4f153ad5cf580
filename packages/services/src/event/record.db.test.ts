import { randomUUID } from "node:crypto";
import { newId } from "@leadlift/db/id";
import { createLead, createModel, createPerson } from "@leadlift/db/test/factories";
import { encodeState, stateAsOf } from "@leadlift/scoring/features";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { recordConsents } from "../consent/record.ts";
import type { Context } from "../context.ts";
import { loadFacts } from "../feature/load-facts.ts";
import { featureSettings } from "../feature/settings.ts";
import { mergeLeads } from "../lead/merge.ts";
import { createTenant, type Tenant, type TestPlatform, testPlatform } from "../lead/test/tenant.ts";
import { leadTimeline } from "../lead/timeline.ts";
import { flagVisitor } from "./flag-visitor.ts";
import {
  type EventInput,
  type EventResult,
  type RecordEventsInput,
  recordEvents,
  recordEventsIn,
} from "./record.ts";

let platform: TestPlatform;
let home: Tenant;
let ctx: Context;

beforeAll(async () => {
  platform = await testPlatform();
  home = await createTenant(platform);
  ctx = home.system;
  await createModel(platform.db, home.org);
});
afterAll(() => platform.db.close());

const minute = 60_000;
const day = 24 * 60 * minute;
const ago = (ms: number) => new Date(Date.now() - ms);

function event(subject: EventInput["subject"], overrides: Partial<EventInput> = {}): EventInput {
  return {
    eventId: randomUUID(),
    type: "page_view",
    properties: { page: "/projects", seconds: 20 },
    subject,
    ...overrides,
  };
}

async function send(
  events: readonly unknown[],
  more: Partial<RecordEventsInput> = {},
): Promise<EventResult[]> {
  return (await recordEvents(ctx, { events, source: "test", ...more })).results;
}

function newLead(overrides: Parameters<typeof createLead>[2] = {}): Promise<string> {
  return createLead(platform.db, home.org, overrides).then(({ id }) => id);
}

/** Resolves for each once so many have come. */
function meeting(size: number): () => Promise<void> {
  let come = 0;
  let open = () => {};
  const all = new Promise<void>((resolve) => {
    open = resolve;
  });
  return () => {
    if (++come === size) open();
    return all;
  };
}

interface Stored {
  id: string;
  leadId: string | null;
  visitorId: string | null;
  occurredAt: Date;
  recordedAt: Date;
  claimedAt: Date | null;
  bot: string | null;
}

async function storedBy(eventIds: readonly string[]): Promise<Stored[]> {
  const { rows } = await platform.db.withOrgSql(home.org.id, (sql) =>
    sql.query<Stored>(
      `select e.id, e.lead_id as "leadId", e.visitor_id as "visitorId", e.occurred_at as "occurredAt",
              e.recorded_at as "recordedAt", e.claimed_at as "claimedAt", e.bot
         from event_dedupe d join event e on e.org_id = d.org_id and e.received_at = d.received_at and e.id = d.id
        where d.org_id = $1 and d.event_id = any($2) order by array_position($2, d.event_id)`,
      [home.org.id, eventIds],
    ),
  );
  return rows;
}

interface StateRow {
  state: { count: number };
  version: number;
  recordedAt: Date;
}

async function stateOf(leadId: string): Promise<StateRow> {
  const { rows } = await platform.db.withOrgSql(home.org.id, (sql) =>
    sql.query<StateRow>(
      `select state, version, recorded_at as "recordedAt" from lead_state where org_id = $1 and lead_id = $2`,
      [home.org.id, leadId],
    ),
  );
  const [row] = rows;
  if (!row) throw new Error("There is no state.");
  return row;
}

/** The number of events in the online state, which is what folding everything recorded gives, to the last digit. */
async function counted(leadId: string): Promise<number> {
  const { state, recordedAt } = await stateOf(leadId);
  const facts = await platform.db.withOrgSql(home.org.id, (sql) => loadFacts(sql, ctx, [leadId]));
  const known = facts.get(leadId);
  if (!known) throw new Error("There are no facts.");
  const at = recordedAt.getTime();
  const again = stateAsOf(known, { at, knownAt: at, lawfulAt: at }, featureSettings(ctx.organisation));
  expect(state).toEqual(JSON.parse(encodeState(again)));
  return state.count;
}

describe("an event", () => {
  test("is stored, folded and counted, and its lead's score is promised once", async () => {
    const leadId = await newLead();
    const first = event({ leadId });
    expect(await send([first])).toEqual([{ eventId: first.eventId, status: "recorded", leadId }]);
    await send([event({ leadId }), event({ leadId }, { type: "call_in", properties: { seconds: 60 } })]);
    expect(await counted(leadId)).toBe(3);
    const { rows } = await platform.db.withOrgSql(home.org.id, (sql) =>
      sql.query("select 1 from outbox where org_id = $1 and payload->>'leadId' = $2", [home.org.id, leadId]),
    );
    expect(rows).toHaveLength(1);
  });

  test("is known by our id, the sender's, a phone number or an e-mail address", async () => {
    const person = await createPerson(platform.db, home.org, { email: "neha.kulkarni@example.in" });
    const externalId = `crm-${newId()}`;
    const leadId = await newLead({ personId: person.id, externalId });
    await newLead({ personId: person.id, status: "lost" });
    const results = await send([
      event({ leadId: leadId.toUpperCase() }),
      event({ externalId }),
      event({ phone: `0${person.phone.slice(3)}` }),
      event({ email: "Neha.Kulkarni@Example.IN" }),
    ]);
    expect(results.map((result) => result.leadId)).toEqual([leadId, leadId, leadId, leadId]);
    expect(await counted(leadId)).toBe(4);
  });

  test("that comes twice is recorded once, and its id stands for no other", async () => {
    const leadId = await newLead();
    const one = event({ leadId });
    const other = { ...one, properties: { page: "/elsewhere" } };
    const statuses = async (events: unknown[]) =>
      (await send(events)).map(({ status, code }) => code ?? status);
    expect(await statuses([one, one, other])).toEqual(["recorded", "duplicate", "id_reused"]);
    expect(await statuses([other, one])).toEqual(["id_reused", "duplicate"]);
    expect(await counted(leadId)).toBe(1);
  });

  test("that two send at the same moment is recorded once", async () => {
    const leads = await Promise.all([newLead(), newLead(), newLead()]);
    const events = Array.from({ length: 60 }, (_, n) => event({ leadId: leads[n % 3] ?? "" }));
    const turned = events.toReversed();
    const calls = await Promise.all([send(events), send(turned), send(events), send(turned)]);
    const recorded = calls.flat().filter(({ status }) => status === "recorded");
    expect(recorded).toHaveLength(60);
    expect(calls.flat().filter(({ status }) => status === "duplicate")).toHaveLength(180);
    for (const leadId of leads) expect(await counted(leadId)).toBe(20);
  });

  test("leaves nothing when the transaction it came in fails", async () => {
    const leadId = await newLead();
    const sent = event({ leadId });
    const failing = platform.db.withOrgSql(home.org.id, async (sql) => {
      await recordEventsIn(sql, ctx, { events: [sent], source: "test" });
      throw new Error("The power went.");
    });
    await expect(failing).rejects.toThrow("The power went.");
    expect(await storedBy([sent.eventId])).toEqual([]);
    expect(await send([sent])).toMatchObject([{ status: "recorded" }]);
    expect(await counted(leadId)).toBe(1);
  });

  test("is counted without waiting, though two transactions count the same sources in turn", async () => {
    const leads = await Promise.all([newLead(), newLead()]);
    const calls = 12;
    const both = meeting(2);
    const counting = (own: number) =>
      platform.db.withOrgSql(home.org.id, async (sql) => {
        const count = async (source: string) => {
          for (let call = 0; call < calls; call++) {
            await recordEventsIn(sql, ctx, { events: [event({ leadId: leads[own] ?? "" })], source });
          }
        };
        await count(`turn ${own}`);
        await both();
        await count(`turn ${1 - own}`);
      });
    await Promise.all([counting(0), counting(1)]);
    for (const leadId of leads) expect(await counted(leadId)).toBe(2 * calls);
  });

  test("of nobody known, or of another organisation's lead, is refused, and may come again", async () => {
    const stranger = await createTenant(platform);
    const theirs = await createLead(platform.db, stranger.org);
    const externalId = `later-${newId()}`;
    const early = event({ externalId });
    const results = await send([event({ leadId: theirs.id }), early, event({ phone: "+919812300001" })]);
    expect(results.map(({ code }) => code)).toEqual(["unknown_lead", "unknown_lead", "unknown_lead"]);
    const leadId = await newLead({ externalId });
    expect(await send([early])).toMatchObject([{ status: "recorded", leadId }]);
  });

  test("older than all that is folded is folded in its place", async () => {
    const leadId = await newLead();
    await send(
      Array.from({ length: 40 }, (_, n) => event({ leadId }, { occurredAt: ago((50 - n) * minute) })),
    );
    const [late] = await send([
      event({ leadId }, { type: "whatsapp_in", properties: {}, occurredAt: ago(3 * day) }),
    ]);
    expect(late).toMatchObject({ status: "recorded", late: true });
    expect(await counted(leadId)).toBe(41);
  });

  test("of the future is kept with what it claimed, and happened when it came", async () => {
    const leadId = await newLead();
    const claimed = new Date("2100-01-01T00:00:00Z");
    const far = event({ leadId }, { occurredAt: claimed });
    const skewed = event({ leadId }, { occurredAt: new Date(Date.now() + minute) });
    const [first, second] = await send([far, skewed]);
    expect(first).toMatchObject({ status: "recorded", clamped: true });
    expect(second).not.toHaveProperty("clamped");
    const [stored] = await storedBy([far.eventId]);
    expect(stored).toMatchObject({ claimedAt: claimed, occurredAt: stored?.recordedAt });
    expect(await counted(leadId)).toBe(2);
  });

  test("is recorded by nobody who may not", async () => {
    const call = recordEvents(
      { ...ctx, actor: { kind: "key", keyId: newId(), scopes: [] } },
      { events: [], source: "test" },
    );
    await expect(call).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  test("is one of a thousand at most, and a bad one spoils no other", async () => {
    const leadId = await newLead();
    await expect(send(Array.from({ length: 10_000 }, () => ({})))).rejects.toMatchObject({
      code: "BAD_INPUT",
      details: { limit: 1_000, count: 10_000 },
    });
    const many = Array.from({ length: 999 }, () => event({ leadId }));
    const results = await send([...many.slice(0, 500), null, ...many.slice(500)]);
    expect(results[500]).toMatchObject({ status: "refused", code: "bad_event" });
    expect(results.filter(({ status }) => status === "recorded")).toHaveLength(999);
    expect(await counted(leadId)).toBe(999);
  });

  test("of a lead that was merged counts for the one that is kept", async () => {
    const [keptId, mergedId] = [await newLead(), await newLead()];
    await send([event({ leadId: mergedId })]);
    await mergeLeads(home.manager, { keptId, mergedId });
    const sent = event({ leadId: mergedId });
    await send([sent, event({ leadId: keptId })]);
    expect(await storedBy([sent.eventId])).toMatchObject([{ leadId: mergedId }]);
    expect(await counted(keptId)).toBe(3);
  });
});

describe("a correction", () => {
  test("replaces what it corrects; taken back, an event is as if it had never been", async () => {
    const leadId = await newLead();
    const wrong = event({ leadId }, { type: "call_in", properties: { seconds: 6_000 } });
    const mistaken = event({ leadId }, { type: "site_visit_done", properties: {} });
    await send([wrong, mistaken, event({ leadId })]);
    const right = event({}, { type: "call_in", properties: { seconds: 600 }, corrects: wrong.eventId });
    const back = event(
      { leadId },
      { type: "site_visit_done", properties: {}, corrects: mistaken.eventId, retracts: true },
    );
    expect(await send([right, back])).toMatchObject([
      { status: "recorded", leadId },
      { status: "recorded", leadId },
    ]);
    expect(await counted(leadId)).toBe(2);
    const shown = (await leadTimeline(ctx, { leadId })).filter(({ kind }) => kind === "event");
    expect(shown).toMatchObject([{ type: "call_in", properties: { seconds: 600 } }, { type: "page_view" }]);
  });

  test("of what was corrected already replaces that, whichever of the two it names: one call stays one", async () => {
    const leadId = await newLead();
    const call = { type: "call_in", properties: { seconds: 60 } };
    const first = event({ leadId }, call);
    const second = event({}, { ...call, corrects: first.eventId });
    await send([first, second, event({}, { ...call, corrects: first.eventId })]);
    await send([event({}, { ...call, corrects: first.eventId })]);
    await send([event({}, { ...call, corrects: second.eventId })]);
    expect(await counted(leadId)).toBe(1);
    const again = () => send([event({}, { ...call, corrects: first.eventId })]);
    await Promise.all([again(), again(), again()]);
    expect(await counted(leadId)).toBe(1);
    await send([event({}, { corrects: first.eventId, retracts: true })]);
    expect(await counted(leadId)).toBe(0);
    const shown = await leadTimeline(ctx, { leadId });
    expect(shown.filter(({ kind }) => kind === "event")).toEqual([]);
  });

  test("may stand in the same call, but not before what it corrects, nor for another lead", async () => {
    const [leadId, other] = [await newLead(), await newLead()];
    const wrong = event({ leadId });
    const early = event({}, { corrects: wrong.eventId });
    const right = event({}, { corrects: wrong.eventId });
    const astray = event({ leadId: other }, { corrects: wrong.eventId });
    const results = await send([early, wrong, right, astray, event({}, { corrects: "nothing" })]);
    expect(results.map(({ status, code }) => code ?? status)).toEqual([
      "unknown_correction",
      "recorded",
      "recorded",
      "unknown_correction",
      "unknown_correction",
    ]);
    expect(await counted(leadId)).toBe(1);
  });
});

describe("a visitor", () => {
  const phone = () => `+9197${String(Math.floor(Math.random() * 1e8)).padStart(8, "0")}`;

  test("becomes a lead with the form, and all that was seen before joins it", async () => {
    const visitorId = randomUUID();
    expect(await send([event({ visitorId }), event({ visitorId })])).toEqual([
      expect.not.objectContaining({ leadId: expect.anything() }),
      expect.not.objectContaining({ leadId: expect.anything() }),
    ]);
    const number = phone();
    const form = event(
      { visitorId, phone: number, name: "Rohan Deshpande" },
      { type: "form_submit", properties: { form: "enquiry", source: "website" } },
    );
    const [result] = await send([form]);
    const leadId = result?.leadId ?? "";
    await send([event({ visitorId })]);
    expect(await counted(leadId)).toBe(4);
    const lead = await platform.db.withOrg(home.org.id, (tx) =>
      tx.lead.findFirstOrThrow({ where: { id: leadId } }),
    );
    expect(lead).toMatchObject({ kind: "buyer", source: "website", status: "open" });
    expect(lead.enquiredAt).not.toBeNull();
    // Once more from another device: the same person, the same lead.
    const phoneVisitor = randomUUID();
    await send([event({ visitorId: phoneVisitor })]);
    const again = event({ visitorId: phoneVisitor, phone: number }, { type: "form_submit", properties: {} });
    expect(await send([again])).toMatchObject([{ leadId }]);
    expect(await counted(leadId)).toBe(6);
  });

  test("who sends two forms at the same moment becomes one person and one lead", async () => {
    const number = phone();
    const form = () =>
      event({ visitorId: randomUUID(), phone: number }, { type: "form_submit", properties: {} });
    const results = (await Promise.all([send([form(), form()]), send([form()]), send([form()])])).flat();
    expect(new Set(results.map(({ leadId }) => leadId)).size).toBe(1);
    const leadId = results[0]?.leadId ?? "";
    expect(await counted(leadId)).toBe(4);
  });

  test("whose lead was closed enquires anew", async () => {
    const person = await createPerson(platform.db, home.org);
    const closed = await newLead({ personId: person.id, status: "lost" });
    const [called] = await send([event({ phone: person.phone }, { type: "call_in", properties: {} })]);
    expect(called).toMatchObject({ leadId: closed });
    const [form] = await send([event({ phone: person.phone }, { type: "form_submit", properties: {} })]);
    expect(form?.leadId).not.toBe(closed);
    const lead = await platform.db.withOrg(home.org.id, (tx) =>
      tx.lead.findFirstOrThrow({ where: { id: form?.leadId ?? "" } }),
    );
    expect(lead.personId).toBe(person.id);
  });

  test("who turns out to be somebody else is theirs from then on", async () => {
    const visitorId = randomUUID();
    const [first, second] = [await newLead(), await newLead()];
    const click = (leadId: string, at: Date) =>
      event({ visitorId, leadId }, { type: "email_click", properties: {}, occurredAt: at });
    await send([event({ visitorId }, { occurredAt: ago(5 * day) })]);
    await send([click(first, ago(4 * day))]);
    await send([event({ visitorId }, { occurredAt: ago(3 * day) })]);
    await send([click(second, ago(2 * day))]);
    await send([
      event({ visitorId }, { occurredAt: ago(day) }),
      event({ visitorId }, { occurredAt: ago(3.5 * day) }),
    ]);
    expect(await counted(first)).toBe(4);
    expect(await counted(second)).toBe(2);
  });

  test("who is a bot is kept and not counted, until somebody says otherwise", async () => {
    const [visitorId, leadId] = [randomUUID(), await newLead()];
    await send([event({ visitorId, leadId }, { type: "whatsapp_in", properties: {} }), event({ visitorId })]);
    expect(await counted(leadId)).toBe(2);
    await flagVisitor(home.manager, { visitorId, bot: true, reason: "forty pages a second" });
    expect(await counted(leadId)).toBe(0);
    await send([event({ visitorId }), event({ leadId })]);
    expect(await counted(leadId)).toBe(1);
    await flagVisitor(home.manager, { visitorId, bot: false, reason: "it was our own test" });
    expect(await counted(leadId)).toBe(4);
    const unknown = flagVisitor(home.manager, { visitorId: randomUUID(), bot: true, reason: "?" });
    await expect(unknown).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  test("whose browser is a crawler's is marked, and is nobody by it", async () => {
    const [visitorId, leadId] = [randomUUID(), await newLead()];
    const sent = event({ visitorId, leadId }, { type: "email_click", properties: {} });
    const results = await send([sent], { agent: { userAgent: "Googlebot/2.1", languages: null } });
    expect(results).toMatchObject([{ status: "recorded", bot: true, leadId }]);
    expect(await storedBy([sent.eventId])).toMatchObject([{ bot: "agent" }]);
    expect(await send([event({ visitorId })])).toMatchObject([expect.not.objectContaining({ leadId })]);
  });
});

test("what a withdrawn consent covered is no longer taken; an enquiry and a call are", async () => {
  const leadId = await newLead();
  await send([event({ leadId }), event({ leadId }, { type: "note", properties: {} })]);
  await recordConsents(home.manager, {
    subject: { leadId },
    entries: [{ purpose: "web_tracking", status: "withdrawn", channel: "email" }],
  });
  expect(await counted(leadId)).toBe(1);
  const page = event({ leadId });
  const results = await send([
    page,
    event({ leadId }, { type: "form_submit", properties: {} }),
    event({ leadId }, { type: "call_in", properties: {} }),
  ]);
  expect(results.map(({ status, code }) => code ?? status)).toEqual([
    "consent_withdrawn",
    "recorded",
    "recorded",
  ]);
  expect(await storedBy([page.eventId])).toEqual([]);
  expect(await counted(leadId)).toBe(2);
});

test("what was written is sealed with the person's key and read in the timeline", async () => {
  const leadId = await newLead();
  const text = "Kal 5 baje site visit? 🙂 مرحبا";
  const sent = event({ leadId }, { type: "whatsapp_in", properties: {}, text });
  const query = event({ leadId }, { type: "search", properties: { query: "3 bhk near Baner school" } });
  await send([sent, query]);
  const { rows } = await platform.db.withOrgSql(home.org.id, (sql) =>
    sql.query<{ all: string }>("select e::text as all from event e where org_id = $1 and lead_id = $2", [
      home.org.id,
      leadId,
    ]),
  );
  expect(rows.map((row) => row.all).join()).not.toMatch(/site visit|Baner/);
  const entries = await leadTimeline(home.broker, { leadId });
  expect(entries.filter(({ kind }) => kind === "event")).toMatchObject(
    expect.arrayContaining([
      expect.objectContaining({ type: "whatsapp_in", properties: { text } }),
      expect.objectContaining({ type: "search", properties: { text: "3 bhk near Baner school" } }),
    ]),
  );
});

describe("a history that is sent afterwards", () => {
  test("was known when it happened, for a lead that has not been scored", async () => {
    const [fresh, scored] = [await newLead(), await newLead({ scoredAt: new Date(), scoreState: "unknown" })];
    const at = ago(200 * day);
    const sent = [
      event({ leadId: fresh }, { occurredAt: at }),
      event({ leadId: scored }, { occurredAt: at }),
    ];
    const results = await send(sent, { backfill: true });
    expect(results).toEqual(
      sent.map(({ eventId, subject }) => ({ eventId, status: "recorded", leadId: subject.leadId })),
    );
    const [first, second] = await storedBy(sent.map(({ eventId }) => eventId));
    expect(first).toMatchObject({ occurredAt: at, recordedAt: at });
    expect(second?.recordedAt.getTime()).toBeGreaterThan(ago(minute).getTime());
    expect(await counted(fresh)).toBe(1);
    const promised = await platform.db.withOrgSql(home.org.id, (sql) =>
      sql.query("select 1 from outbox where org_id = $1 and payload->>'leadId' = $2", [home.org.id, fresh]),
    );
    expect(promised.rows).toEqual([]);
  });

  test("joins a visitor's part to the lead as of when it told who it was", async () => {
    const visitorId = randomUUID();
    const number = "+919823045678";
    await send(
      [
        event({ visitorId }, { occurredAt: ago(30 * day) }),
        event(
          { visitorId, phone: number },
          { type: "form_submit", properties: {}, occurredAt: ago(29 * day) },
        ),
        event({ visitorId }, { occurredAt: ago(28 * day) }),
      ],
      { backfill: true },
    );
    const { rows } = await platform.db.withOrgSql(home.org.id, (sql) =>
      sql.query<{ leadId: string; recordedAt: Date }>(
        `select lead_id as "leadId", recorded_at as "recordedAt" from visitor_link where org_id = $1 and visitor_id = $2`,
        [home.org.id, visitorId],
      ),
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]?.recordedAt.getTime()).toBeLessThan(ago(28 * day).getTime());
    expect(await counted(rows[0]?.leadId ?? "")).toBe(3);
  });
});

test("what came in is counted by day and source", async () => {
  const tenant = await createTenant(platform);
  const lead = await createLead(platform.db, tenant.org);
  const sent = event({ leadId: lead.id }, { source: "shop" });
  const record = (events: unknown[], more: Partial<RecordEventsInput> = {}) =>
    recordEvents(tenant.system, { events, source: "api", ...more });
  await record([sent, sent, null, event({ leadId: lead.id }, { occurredAt: ago(2 * day) })]);
  await record([event({ leadId: lead.id }, { occurredAt: new Date("2099-01-01T00:00:00Z") })], {
    agent: { userAgent: null, languages: null },
  });
  const { rows } = await platform.db.withOrgSql(tenant.org.id, (sql) =>
    sql.query(
      `select source, sum(received)::int as received, sum(stored)::int as stored, sum(duplicate)::int as duplicate,
              sum(refused)::int as refused, sum(late)::int as late, sum(clamped)::int as clamped, sum(bot)::int as bot
         from event_quality where org_id = $1 group by source order by source`,
      [tenant.org.id],
    ),
  );
  expect(rows).toEqual([
    { source: "api", received: 4, stored: 2, duplicate: 1, refused: 1, late: 1, clamped: 1, bot: 1 },
    { source: "shop", received: 1, stored: 1, duplicate: 0, refused: 0, late: 0, clamped: 0, bot: 0 },
  ]);
});
