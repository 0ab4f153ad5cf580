import type { ServerResponse } from "node:http";
import { newId } from "@leadlift/db/id";
import { createLead, createModel, createPerson } from "@leadlift/db/test/factories";
import { featureNames } from "@leadlift/scoring/features";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { z } from "zod";
import { recordConsents } from "../consent/record.ts";
import type { Context } from "../context.ts";
import { recordEvents } from "../event/record.ts";
import { serve } from "../feature/test/clocked.ts";
import { importFile } from "../import/test/importing.ts";
import { createTenant, type Tenant, type TestPlatform, testPlatform } from "../lead/test/tenant.ts";
import { json, type Received, type StandIn, standIn } from "../outbound/test/stand-in.ts";
import { enrichLead } from "./enrich-lead.ts";
import { listProviders } from "./list-providers.ts";
import { putProvider, type putProviderInput } from "./put-provider.ts";
import { removeProvider } from "./remove-provider.ts";
import { requestEnrichment } from "./request.ts";
import { sweepAnswers } from "./sweep.ts";

type ProviderInput = z.input<typeof putProviderInput>;

let platform: TestPlatform;
const servers: StandIn[] = [];
beforeAll(async () => {
  platform = await testPlatform();
});
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});
afterAll(() => platform.db.close());

const director = { person: { title: "Managing Director" }, company: { name: "Rao Interiors", size: 40 } };
const unbroken = () => ({ signal: new AbortController().signal });

/** An organisation with a provider on this machine, which the installation allows. */
async function withProvider(
  answer: (asked: Received, response: ServerResponse) => void,
  given: Partial<Omit<ProviderInput, "settings">> & { settings?: Partial<ProviderInput["settings"]> } = {},
) {
  const server = await standIn(answer);
  servers.push(server);
  const tenant = await createTenant(platform);
  const allow = (ctx: Context): Context => ({ ...ctx, privateHosts: [server.host] });
  const admin = allow(tenant.admin);
  const system = allow(tenant.system);
  const { settings, ...plain } = given;
  const input: ProviderInput = {
    name: "Who is who",
    monthlyBudget: 100,
    secret: "very-secret-key",
    ...plain,
    settings: {
      method: "GET",
      url: `http://${server.host}/find?email={email}`,
      headers: { authorization: "Bearer {secret}" },
      mapping: { job_title: "person.title", company: "company.name", employees: "company.size" },
      ...settings,
    },
  };
  const { id: providerId } = await putProvider(admin, input);
  return { server, tenant, admin, system, providerId, input };
}

async function leadOf(
  tenant: Tenant,
  email = `${newId()}@rao.example`,
): Promise<{ leadId: string; personId: string }> {
  const { id: personId } = await createPerson(platform.db, tenant.org, { email });
  return { leadId: (await createLead(platform.db, tenant.org, { personId })).id, personId };
}

function agree(tenant: Tenant, leadId: string, status: "given" | "withdrawn" = "given") {
  return recordConsents(tenant.system, {
    subject: { leadId },
    entries: [{ purpose: "enrichment", status, channel: "form" }],
  });
}

const rowOf = ({ org }: Tenant, leadId: string) =>
  platform.db.withOrg(org.id, (tx) => tx.lead.findFirstOrThrow({ where: { orgId: org.id, id: leadId } }));
const eventsOf = ({ org }: Tenant, leadId: string) =>
  platform.db.withOrg(org.id, (tx) =>
    tx.event.findMany({ where: { orgId: org.id, leadId, type: "enrichment" } }),
  );
const promised = ({ org }: Tenant, job: string) =>
  platform.db.withOrg(org.id, (tx) => tx.outbox.count({ where: { orgId: org.id, job } }));
const resultsOf = ({ org }: Tenant) =>
  platform.db.withOrg(org.id, (tx) => tx.enrichmentResult.findMany({ where: { orgId: org.id } }));
async function feature(ctx: Context, leadId: string, name: string): Promise<number | undefined> {
  return (await serve(ctx, [leadId]))[0]?.vector[featureNames.indexOf(name)];
}

test("what a provider says becomes attributes that features read, an event, and a new score", async () => {
  const { server, tenant, system } = await withProvider((_, response) => json(response, director));
  await createModel(platform.db, tenant.org);
  const { leadId } = await leadOf(tenant, "asha@rao.example");
  await agree(tenant, leadId);
  await platform.db.withOrg(tenant.org.id, (tx) =>
    tx.leadState.updateMany({ data: { scorePromisedAt: null } }),
  );
  const before = await promised(tenant, "lead.score");
  expect(await feature(system, leadId, "decision_maker_probability")).toBeNaN();

  expect(await enrichLead(system, { leadId }, unbroken())).toEqual({
    state: "asked",
    fields: ["company", "employees", "job_title"],
  });

  expect(server.received).toMatchObject([
    { url: "/find?email=asha%40rao.example", headers: { authorization: "Bearer very-secret-key" } },
  ]);
  expect((await rowOf(tenant, leadId)).attributes).toEqual({
    "enriched.job_title": "Managing Director",
    "enriched.company": "Rao Interiors",
    "enriched.employees": 40,
  });
  expect(await eventsOf(tenant, leadId)).toMatchObject([
    {
      source: "enrichment",
      properties: { provider: "Who is who", fields: ["company", "employees", "job_title"] },
    },
  ]);
  expect(await feature(system, leadId, "decision_maker_probability")).toBeGreaterThan(0.8);
  expect(await promised(tenant, "lead.score")).toBe(before + 1);
});

test("what was answered is not asked again, changes nothing a second time, and is asked anew when it has expired", async () => {
  const { server, tenant, system } = await withProvider(({ url }, response) =>
    url.includes("nobody") ? json(response, {}, 404) : json(response, director),
  );
  const [known, unknown] = [await leadOf(tenant), await leadOf(tenant, `nobody-${newId()}@rao.example`)];
  for (const { leadId } of [known, unknown]) {
    await agree(tenant, leadId);
    await enrichLead(system, { leadId }, unbroken());
    const { version } = await rowOf(tenant, leadId);
    expect(await enrichLead(system, { leadId }, unbroken())).toEqual({ state: "asked", fields: [] });
    expect((await rowOf(tenant, leadId)).version).toBe(version);
  }
  expect(server.received.length).toBe(2);
  expect(await eventsOf(tenant, known.leadId)).toHaveLength(1);
  expect(await eventsOf(tenant, unknown.leadId)).toEqual([]);

  const day = 86_400_000;
  const later = (days: number): Context => ({ ...system, now: () => new Date(Date.now() + days * day) });
  await enrichLead(later(31), known, unbroken());
  expect(server.received.length).toBe(2);
  await enrichLead(later(31), unknown, unbroken());
  await enrichLead(later(91), known, unbroken());
  expect(server.received.length).toBe(4);
});

test("nobody is asked about without a consent in force, or about leads that are closed or elsewhere", async () => {
  const { server, tenant, system, admin } = await withProvider((_, response) => json(response, director));
  const { leadId } = await leadOf(tenant);
  expect(await enrichLead(system, { leadId }, unbroken())).toEqual({ state: "no_consent", fields: [] });
  await expect(requestEnrichment(admin, { leadId })).rejects.toThrow("has not consented");
  await agree(tenant, leadId);
  await agree(tenant, leadId, "withdrawn");
  expect(await enrichLead(system, { leadId }, unbroken())).toEqual({ state: "no_consent", fields: [] });
  const { id: closed } = await createLead(platform.db, tenant.org, { status: "won" });
  const other = await createTenant(platform);
  const { leadId: elsewhere } = await leadOf(other);
  await agree(other, elsewhere);
  for (const gone of [closed, elsewhere, newId()]) {
    expect(await enrichLead(system, { leadId: gone }, unbroken())).toEqual({ state: "gone", fields: [] });
  }
  await expect(requestEnrichment(admin, { leadId: elsewhere })).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect(await enrichLead(other.system, { leadId: elsewhere }, unbroken())).toMatchObject({
    state: "no_provider",
  });
  expect(server.received).toEqual([]);
});

test("a withdrawal takes away what was said, also when it comes while the provider is being asked", async () => {
  let meanwhile = async () => {};
  const { tenant, system } = await withProvider((_, response) => {
    void meanwhile().then(() => json(response, director));
  });
  const [one, two] = [await leadOf(tenant), await leadOf(tenant)];
  for (const { leadId } of [one, two]) await agree(tenant, leadId);
  await enrichLead(system, one, unbroken());
  expect(await resultsOf(tenant)).toHaveLength(1);
  await agree(tenant, one.leadId, "withdrawn");
  expect((await rowOf(tenant, one.leadId)).attributes).toEqual({});
  expect(await feature(system, one.leadId, "decision_maker_probability")).toBeNaN();
  expect(await resultsOf(tenant)).toEqual([]);

  meanwhile = async () => {
    await agree(tenant, two.leadId, "withdrawn");
  };
  expect(await enrichLead(system, two, unbroken())).toEqual({ state: "asked", fields: [] });
  expect((await rowOf(tenant, two.leadId)).attributes).toEqual({});
  expect(await eventsOf(tenant, two.leadId)).toEqual([]);
  expect(await resultsOf(tenant)).toEqual([]);
});

describe("the monthly budget", () => {
  test("is never passed, however many ask at once", async () => {
    const { server, tenant, admin, system } = await withProvider((_, response) => json(response, director), {
      monthlyBudget: 3,
    });
    const leads = await Promise.all(Array.from({ length: 12 }, () => leadOf(tenant)));
    for (const { leadId } of leads) await agree(tenant, leadId);
    const done = await Promise.all(leads.map((lead) => enrichLead(system, lead, unbroken())));
    expect(server.received.length).toBe(3);
    expect(done.filter(({ fields }) => fields.length > 0)).toHaveLength(3);
    expect(await listProviders(admin)).toMatchObject([{ usedThisMonth: 3, monthlyBudget: 3 }]);

    const days = 32 * 86_400_000;
    const nextMonth: Context = { ...system, now: () => new Date(Date.now() + days) };
    const left = leads.find((_, i) => done[i]?.fields.length === 0);
    await enrichLead(nextMonth, { leadId: left?.leadId ?? "" }, unbroken());
    expect(server.received.length).toBe(4);
  });

  test("of nothing asks nothing", async () => {
    const { server, tenant, system } = await withProvider((_, response) => json(response, director), {
      monthlyBudget: 0,
    });
    const { leadId } = await leadOf(tenant);
    await agree(tenant, leadId);
    expect(await enrichLead(system, { leadId }, unbroken())).toEqual({ state: "asked", fields: [] });
    expect(server.received).toEqual([]);
  });

  test("counts what was asked in vain, and nothing that reached nobody", async () => {
    const { tenant, admin, system, providerId, input } = await withProvider((_, response) =>
      json(response, {}, 503),
    );
    const { leadId } = await leadOf(tenant);
    await agree(tenant, leadId);
    await expect(enrichLead(system, { leadId }, unbroken())).rejects.toMatchObject({ code: "UNAVAILABLE" });
    expect(await listProviders(admin)).toMatchObject([{ usedThisMonth: 1, lastError: "http_503" }]);

    // Allowed as it was set, and no longer.
    const { state } = await enrichLead({ ...system, privateHosts: [] }, { leadId }, unbroken());
    expect(state).toBe("asked");
    expect(await listProviders(admin)).toMatchObject([{ usedThisMonth: 1, lastError: "refused_address" }]);

    const nobody = await standIn(() => {});
    await nobody.close();
    const settings = { ...input.settings, url: `http://${nobody.host}/{email}` };
    const ctx = { ...system, privateHosts: [nobody.host] };
    await putProvider({ ...admin, privateHosts: [nobody.host] }, { ...input, id: providerId, settings });
    await expect(enrichLead(ctx, { leadId }, unbroken())).rejects.toMatchObject({ code: "UNAVAILABLE" });
    expect(await listProviders(admin)).toMatchObject([{ usedThisMonth: 1, lastError: "unreachable" }]);
    expect(await resultsOf(tenant)).toEqual([]);
  });
});

test("two jobs of one lead ask once", async () => {
  let waiting = 0;
  const { server, tenant, system } = await withProvider(async (_, response) => {
    waiting += 1;
    await expect.poll(() => second).not.toBeNull();
    json(response, director);
  });
  const lead = await leadOf(tenant);
  await agree(tenant, lead.leadId);
  let second: unknown = null;
  const first = enrichLead(system, lead, unbroken());
  await expect.poll(() => waiting).toBe(1);
  second = await enrichLead(system, lead, unbroken()).catch((error: unknown) => error);
  expect(second).toMatchObject({ code: "UNAVAILABLE" });
  expect((await first).fields).toHaveLength(3);
  expect(server.received.length).toBe(1);
});

test("colleagues of one company are looked up once, by its domain, and a private address is not", async () => {
  const { server, tenant, system } = await withProvider((_, response) => json(response, director), {
    settings: { mapping: { company: "company.name" } },
  });
  const { host } = server;
  await putProvider(
    { ...tenant.admin, privateHosts: [host] },
    {
      name: "Companies",
      monthlyBudget: 10,
      settings: {
        method: "GET",
        url: `http://${host}/company/{domain}`,
        mapping: { employees: "company.size" },
      },
    },
  );
  const leads = [await leadOf(tenant), await leadOf(tenant), await leadOf(tenant, `${newId()}@gmail.com`)];
  for (const lead of leads) {
    await agree(tenant, lead.leadId);
    await enrichLead(system, lead, unbroken());
  }
  expect(server.received.filter(({ url }) => url === "/company/rao.example")).toHaveLength(1);
  expect(server.received).toHaveLength(4);
  const rows = await Promise.all(leads.map(({ leadId }) => rowOf(tenant, leadId)));
  expect(rows.map(({ attributes }) => attributes)).toEqual([
    { "enriched.company": "Rao Interiors", "enriched.employees": 40 },
    { "enriched.company": "Rao Interiors", "enriched.employees": 40 },
    { "enriched.company": "Rao Interiors" },
  ]);
});

test("secrets and answers are sealed, and gone with their provider or person", async () => {
  const { tenant, admin, system, providerId } = await withProvider((_, response) => json(response, director));
  const { leadId, personId } = await leadOf(tenant);
  await agree(tenant, leadId);
  await enrichLead(system, { leadId }, unbroken());
  const stored = await platform.db.withOrg(tenant.org.id, (tx) => tx.enrichmentProvider.findMany());
  const bytes = [
    ...stored.map(({ secretSealed }) => secretSealed),
    ...(await resultsOf(tenant)).map((r) => r.valuesSealed),
  ];
  expect(bytes).toHaveLength(2);
  for (const each of bytes) {
    expect(Buffer.from(each ?? []).toString("latin1")).not.toMatch(/very-secret|Director/);
  }
  expect(JSON.stringify(await listProviders(admin))).not.toContain("very-secret");
  await platform.db.withOrg(tenant.org.id, (tx) => tx.person.deleteMany({ where: { id: personId } }));
  expect(await resultsOf(tenant)).toEqual([]);

  const again = await leadOf(tenant);
  await agree(tenant, again.leadId);
  await enrichLead(system, again, unbroken());
  await removeProvider(admin, { id: providerId });
  expect(await resultsOf(tenant)).toEqual([]);
  expect(await listProviders(admin)).toEqual([]);
});

describe("setting a provider", () => {
  test("is for administrators, of their own organisation", async () => {
    const { tenant, input, providerId } = await withProvider((_, response) => json(response, {}));
    const other = await createTenant(platform);
    for (const ctx of [tenant.manager, tenant.broker]) {
      await expect(putProvider(ctx, input)).rejects.toMatchObject({ code: "FORBIDDEN" });
      await expect(listProviders(ctx)).rejects.toMatchObject({ code: "FORBIDDEN" });
      await expect(removeProvider(ctx, { id: providerId })).rejects.toMatchObject({ code: "FORBIDDEN" });
    }
    await expect(removeProvider(other.admin, { id: providerId })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    const taken = {
      ...input,
      id: providerId,
      settings: { ...input.settings, url: "https://api.example.com/{email}" },
    };
    await expect(putProvider(other.admin, taken)).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await listProviders(other.admin)).toEqual([]);
  });

  test("refuses inner hosts that the installation does not allow, names that are taken, and a fifth", async () => {
    const { admin, input, tenant } = await withProvider((_, response) => json(response, {}));
    const at = (url: string) =>
      putProvider(tenant.admin, { ...input, name: url, settings: { ...input.settings, url } });
    for (const url of [
      "http://localhost/{email}",
      "https://169.254.169.254/{email}",
      "https://a.in:8443/{email}",
    ]) {
      await expect(at(url)).rejects.toThrow("LEADLIFT_PRIVATE_HOSTS");
    }
    await expect(putProvider(admin, input)).rejects.toThrow("Another provider has this name.");
    const { secret: _, ...keyless } = input;
    await expect(putProvider(admin, { ...keyless, name: "Keyless" })).rejects.toThrow("enter it");
    const named = (name: string) => putProvider(admin, { ...input, name });
    const results = await Promise.allSettled(["b", "c", "d", "e", "f"].map(named));
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(3);
  });

  test("keeps the secret that is not entered again, and forgets answers that other settings would change", async () => {
    const { server, tenant, admin, system, providerId, input } = await withProvider((_, response) =>
      json(response, director),
    );
    const { leadId } = await leadOf(tenant);
    await agree(tenant, leadId);
    await enrichLead(system, { leadId }, unbroken());
    const { secret: _, ...again } = input;
    await putProvider(admin, { ...again, id: providerId, monthlyBudget: 7 });
    await enrichLead(system, { leadId }, unbroken());
    expect(server.received).toHaveLength(1);
    const settings = { ...input.settings, mapping: { title: "person.title" } };
    await putProvider(admin, { ...again, id: providerId, settings });
    expect((await enrichLead(system, { leadId }, unbroken())).fields).toEqual([
      ...["company", "employees", "job_title", "title"],
    ]);
    expect(server.received[1]?.headers.authorization).toBe("Bearer very-secret-key");
    expect((await rowOf(tenant, leadId)).attributes).toEqual({ "enriched.title": "Managing Director" });
  });
});

test("a consent that is given, and a new enquiry of somebody who gave it, promise enrichment; nothing else does", async () => {
  const { tenant, admin } = await withProvider((_, response) => json(response, director));
  const { leadId, personId } = await leadOf(tenant, "asha@rao.example");
  const enquire = (email: string) =>
    recordEvents(tenant.system, {
      source: "site",
      events: [{ eventId: newId(), type: "form_submit", subject: { email, name: "Asha Rao" } }],
    });
  await enquire("new@rao.example");
  expect(await promised(tenant, "lead.enrich")).toBe(0);
  await agree(tenant, leadId);
  expect(await promised(tenant, "lead.enrich")).toBe(1);
  await requestEnrichment(admin, { leadId });
  expect(await promised(tenant, "lead.enrich")).toBe(2);
  await platform.db.withOrg(tenant.org.id, (tx) =>
    tx.lead.updateMany({ where: { id: leadId }, data: { status: "lost" } }),
  );
  await enquire("asha@rao.example");
  const without = await createTenant(platform);
  const lead = await leadOf(without);
  await agree(without, lead.leadId);
  expect(await promised(without, "lead.enrich")).toBe(0);
  await expect(requestEnrichment(without.broker, lead)).rejects.toThrow("switched on");
  expect(await promised(tenant, "lead.enrich")).toBe(3);
  await importFile(tenant, "Id,Name,Email\nL-1,Asha Rao,asha@rao.example\nL-2,Bina Shah,bina@rao.example\n");
  const open = await platform.db.withOrg(tenant.org.id, (tx) =>
    tx.lead.count({ where: { orgId: tenant.org.id, personId, status: "open" } }),
  );
  expect(open).toBe(2);
  expect(await promised(tenant, "lead.enrich")).toBe(3 + open);
});

test("answers that have expired are removed, and those that stand are not", async () => {
  const { tenant, system } = await withProvider((_, response) => json(response, director));
  const [old, recent] = [await leadOf(tenant), await leadOf(tenant)];
  for (const { leadId } of [old, recent]) await agree(tenant, leadId);
  await enrichLead(system, recent, unbroken());
  const then = new Date(Date.now() - 91 * 86_400_000);
  await enrichLead(system, old, unbroken());
  await platform.db.withOrg(tenant.org.id, (tx) =>
    tx.enrichmentResult.updateMany({ where: { personId: old.personId }, data: { expiresAt: then } }),
  );
  expect(await sweepAnswers(platform)).toBeGreaterThan(0);
  expect((await resultsOf(tenant)).map(({ personId }) => personId)).toEqual([recent.personId]);
});
