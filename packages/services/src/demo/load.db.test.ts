import { decodeState, type LeadState, stateAsOf } from "@leadlift/scoring/features";
import { type SimulatedBrokerage, type SimulatedLead, simulateBrokerage } from "@leadlift/simulator";
import { afterAll, beforeAll, expect, test } from "vitest";
import { systemContext } from "../context.ts";
import { loadFacts } from "../feature/load-facts.ts";
import { featureSettings } from "../feature/settings.ts";
import { type OwnPlatform, ownPlatform } from "../jobs/test/own-platform.ts";
import { openContact, openName } from "../person/new-person.ts";
import { demoAccounts, demoOrganisationId as orgId } from "./accounts.ts";
import { demoAttributes } from "./attributes.ts";
import { loadDemo } from "./load.ts";
import { peopleOf } from "./people.ts";

const leads = 600;
let platform: OwnPlatform;
let brokerage: SimulatedBrokerage;
let simulated: SimulatedLead[];

beforeAll(async () => {
  platform = await ownPlatform();
  // Stopped after its first batches, as by Ctrl-C, and taken up again.
  const stop = new AbortController();
  const first = await loadDemo(platform, { leads, signal: stop.signal, onProgress: () => stop.abort() });
  expect(first.leads).toBeGreaterThan(0);
  expect(first.leads).toBeLessThan(leads);
  const second = await loadDemo(platform, { leads });
  expect(second).toEqual({ orgId, leads, loaded: leads - first.leads });
  const { createdAt: now } = await platform.db.withOrg(orgId, (tx) =>
    tx.organisation.findUniqueOrThrow({ where: { id: orgId } }),
  );
  brokerage = simulateBrokerage({ seed: 42, now, leads });
  simulated = [...brokerage.leads];
});
afterAll(() => platform.close());

const count = <T>(of: (lead: SimulatedLead) => readonly T[]) =>
  simulated.reduce((total, lead) => total + of(lead).length, 0);

test("the sample holds exactly what was simulated", async () => {
  const found = await platform.db.withOrg(orgId, async (tx) => ({
    leads: await tx.lead.count(),
    events: await tx.event.count({ where: { bot: null } }),
    crawled: await tx.event.count({ where: { bot: { not: null } } }),
    listings: await tx.listing.count(),
    consents: await tx.consentEntry.count(),
    steps: await tx.leadOutcome.count({ where: { step: { not: "lost" } } }),
    lost: await tx.lead.count({ where: { status: "lost" } }),
    won: await tx.lead.count({ where: { status: "won" } }),
    sample: (await tx.organisation.findUniqueOrThrow({ where: { id: orgId } })).sample,
  }));
  expect(found).toEqual({
    leads,
    events: count((lead) => lead.events),
    crawled: [...brokerage.crawls].flatMap(({ events }) => events).length,
    listings: brokerage.listings.length,
    consents: count((lead) => lead.consents),
    steps: count((lead) => lead.outcomes),
    lost: count((lead) => (lead.lost ? [lead] : [])),
    won: count((lead) => (lead.outcomes.at(-1)?.step === "won" ? [lead] : [])),
    sample: true,
  });
});

test("names and contact points are sealed and open again", async () => {
  const { organisation } = await systemContext(platform, orgId);
  const rows = await platform.db.withOrg(orgId, (tx) =>
    tx.lead.findMany({ include: { person: { include: { contactPoints: true } } } }),
  );
  const byId = new Map(simulated.map((lead) => [lead.externalId, lead]));
  const personOf = peopleOf(simulated);
  for (const { externalId, person } of rows) {
    const lead = byId.get(externalId ?? "");
    const truth = lead && personOf(lead);
    const crypto = organisation.crypto.person(person.id, person.wrappedKey);
    expect(person.nameSealed && openName(crypto, person.id, person.nameSealed)).toBe(truth?.name);
    const contacts = person.contactPoints.map(({ id, sealed }) => openContact(crypto, id, sealed));
    expect(contacts.sort()).toEqual([truth?.phone, truth?.email].filter(Boolean).sort());
  }
});

test("who enquired twice is one person", async () => {
  const numbers = new Set(simulated.map(({ person }) => person.phone).filter(Boolean));
  const phones = await platform.db.withOrg(orgId, (tx) =>
    tx.contactPoint.count({ where: { kind: "phone" } }),
  );
  const persons = await platform.db.withOrg(orgId, (tx) => tx.person.count());
  expect(phones).toBe(numbers.size);
  expect(persons).toBeLessThan(leads);
});

test("what the site saw of a visitor is the lead's once they told who they are", async () => {
  const states = await statesOf();
  const told = simulated.find(
    ({ visitor, source, events, createdAt }) =>
      visitor !== null && source === "Website" && events.some(({ occurredAt }) => occurredAt < createdAt),
  );
  const state = states.get(told?.externalId ?? "");
  expect(state?.count).toBe(told?.events.length);
});

test("who withdrew a purpose has no feature of it, and nobody has the machines'", async () => {
  const states = await statesOf();
  const withdrawn = simulated.filter(({ consents }) => consents.some(({ status }) => status === "withdrawn"));
  for (const { externalId, events, consents } of withdrawn) {
    const purposes = consents.flatMap(({ status, purpose }) => (status === "withdrawn" ? [purpose] : []));
    const counted = states.get(externalId)?.count ?? 0;
    if (purposes.includes("scoring")) expect(counted).toBe(0);
    else if (purposes.includes("web_tracking"))
      expect(counted).toBeLessThanOrEqual(events.filter(({ tracked }) => !tracked).length);
  }
  expect(withdrawn.length).toBeGreaterThan(0);
});

test("every state is what a fold of all that is recorded gives", async () => {
  const ctx = await systemContext(platform, orgId);
  const settings = featureSettings(ctx.organisation);
  await platform.db.withOrgSql(orgId, async (sql) => {
    const { rows } = await sql.query<{ id: string; state: unknown }>(
      "select lead_id as id, state from lead_state where org_id = $1 order by lead_id",
      [orgId],
    );
    const facts = await loadFacts(
      sql,
      ctx,
      rows.map(({ id }) => id),
    );
    const now = Date.now();
    for (const { id, state } of rows) {
      const known = facts.get(id);
      expect(known && stateAsOf(known, { at: now, knownAt: now, lawfulAt: now }, settings)).toEqual(
        decodeState(state),
      );
    }
    expect(rows.length).toBe(leads);
  });
});

test("every attribute of a lead is defined, and none repeats what the lead itself says", async () => {
  const keys = new Set(demoAttributes.map(({ key }) => key));
  const rows = await platform.db.withOrg(orgId, (tx) => tx.lead.findMany({ select: { attributes: true } }));
  const used = new Set(rows.flatMap(({ attributes }) => Object.keys(attributes ?? {})));
  expect([...used].filter((key) => !keys.has(key))).toEqual([]);
  expect([...keys].filter((key) => !used.has(key))).toEqual([]);
});

test("one of the shown accounts is in each role", async () => {
  const { rows } = await platform.db.authPool.query<{ email: string; role: string }>(
    'select u.email, m.role from member m join "user" u on u.id = m."userId" where m."organizationId" = $1',
    [orgId],
  );
  expect(rows).toEqual(expect.arrayContaining(demoAccounts.map(({ email, role }) => ({ email, role }))));
});

test("loading it again changes nothing", async () => {
  const before = await everything();
  expect(await loadDemo(platform, { leads })).toEqual({ orgId, leads, loaded: 0 });
  expect(await everything()).toEqual(before);
});

async function statesOf(): Promise<Map<string, LeadState>> {
  const { rows } = await platform.db.withOrgSql(orgId, (sql) =>
    sql.query<{ externalId: string; state: unknown }>(
      `select l.external_id as "externalId", s.state from lead_state s
         join lead l on l.org_id = s.org_id and l.id = s.lead_id where s.org_id = $1`,
      [orgId],
    ),
  );
  return new Map(
    rows.flatMap(({ externalId, state }) => {
      const decoded = decodeState(state);
      return decoded ? [[externalId, decoded]] : [];
    }),
  );
}

function everything(): Promise<unknown> {
  return platform.db.withOrgSql(orgId, async (sql) => {
    const tables = [
      "person",
      "contact_point",
      "person_name_token",
      "lead",
      "lead_outcome",
      "event",
      "visitor",
      "visitor_link",
      "lead_state",
      "listing",
      "notice",
      "consent_entry",
      "attribute",
    ];
    const found: unknown[] = [];
    for (const table of tables) {
      const { rows } = await sql.query(
        `select count(*), md5(string_agg(t::text, '' order by t::text)) from ${table} t`,
      );
      found.push(rows);
    }
    return found;
  });
}
