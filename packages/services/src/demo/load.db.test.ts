import { type SimulatedLead, simulateBrokerage } from "@leadlift/simulator";
import { afterAll, beforeAll, expect, test } from "vitest";
import { systemContext } from "../context.ts";
import { type OwnPlatform, ownPlatform } from "../jobs/test/own-platform.ts";
import { openContact, openName } from "../person/new-person.ts";
import { demoAccounts, demoOrganisationId as orgId } from "./accounts.ts";
import { demoAttributes } from "./attributes.ts";
import { loadDemo } from "./load.ts";
import { peopleOf } from "./people.ts";

const leads = 600;
let platform: OwnPlatform;
let simulated: SimulatedLead[];

beforeAll(async () => {
  platform = await ownPlatform();
  // Stopped after its first batch, as by Ctrl-C, and taken up again.
  const stop = new AbortController();
  const first = await loadDemo(platform, { leads, signal: stop.signal, onProgress: () => stop.abort() });
  expect(first.leads).toBe(250);
  const second = await loadDemo(platform, { leads });
  expect(second).toEqual({ orgId, leads, loaded: leads - 250 });
  const { createdAt: now } = await platform.db.withOrg(orgId, (tx) =>
    tx.organisation.findUniqueOrThrow({ where: { id: orgId } }),
  );
  simulated = [...simulateBrokerage({ seed: 42, now, leads }).leads];
});
afterAll(() => platform.close());

const count = <T>(of: (lead: SimulatedLead) => readonly T[]) =>
  simulated.reduce((total, lead) => total + of(lead).length, 0);

test("the sample holds exactly what was simulated", async () => {
  const found = await platform.db.withOrg(orgId, async (tx) => ({
    leads: await tx.lead.count(),
    events: await tx.event.count(),
    steps: await tx.leadOutcome.count({ where: { step: { not: "lost" } } }),
    lost: await tx.lead.count({ where: { status: "lost" } }),
    won: await tx.lead.count({ where: { status: "won" } }),
    sample: (await tx.organisation.findUniqueOrThrow({ where: { id: orgId } })).sample,
  }));
  expect(found).toEqual({
    leads,
    events: count((lead) => lead.events),
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

function everything(): Promise<unknown> {
  return platform.db.withOrgSql(orgId, async (sql) => {
    const tables = [
      "person",
      "contact_point",
      "person_name_token",
      "lead",
      "lead_outcome",
      "event",
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
