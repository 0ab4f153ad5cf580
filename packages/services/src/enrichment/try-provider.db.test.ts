import { createLead, createPerson } from "@leadlift/db/test/factories";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { recordConsents } from "../consent/record.ts";
import type { Context } from "../context.ts";
import { createTenant, type Tenant, type TestPlatform, testPlatform } from "../lead/test/tenant.ts";
import { json, type StandIn, standIn } from "../outbound/test/stand-in.ts";
import { enrichLead } from "./enrich-lead.ts";
import { readEnrichable } from "./enrichable.ts";
import { listProviders } from "./list-providers.ts";
import { putProvider } from "./put-provider.ts";
import { tryProvider } from "./try-provider.ts";

let platform: TestPlatform;
let server: StandIn;
let answer: { status: number; body: unknown };
beforeAll(async () => {
  platform = await testPlatform();
  server = await standIn((_, response) => json(response, answer.body, answer.status));
});
afterEach(() => server.received.splice(0));
afterAll(async () => {
  await server.close();
  await platform.db.close();
});

const unbroken = () => ({ signal: new AbortController().signal });
const director = { title: "Managing Director" };

/** An organisation with a provider that answers as `answer` says, and a lead whose person agreed. */
async function begin(given: { enabled?: boolean; monthlyBudget?: number } = {}) {
  answer = { status: 200, body: director };
  const tenant = await createTenant(platform);
  const allow = (ctx: Context): Context => ({ ...ctx, privateHosts: [server.host] });
  const admin = allow(tenant.admin);
  const { id: providerId } = await putProvider(admin, {
    name: "Who is who",
    monthlyBudget: 10,
    ...given,
    settings: {
      method: "GET",
      url: `http://${server.host}/find?email={email}`,
      mapping: { job_title: "title" },
    },
  });
  const leadId = await leadOf(tenant, "asha@rao.example");
  await agree(tenant, leadId);
  return { tenant, admin, system: allow(tenant.system), providerId, leadId };
}

async function leadOf(tenant: Tenant, email: string | null): Promise<string> {
  const { id: personId } = await createPerson(platform.db, tenant.org, email === null ? {} : { email });
  return (await createLead(platform.db, tenant.org, { personId })).id;
}

function agree(tenant: Tenant, leadId: string, status: "given" | "withdrawn" = "given") {
  return recordConsents(tenant.system, {
    subject: { leadId },
    entries: [{ purpose: "enrichment", status, channel: "form" }],
  });
}

const promised = ({ org }: Tenant) =>
  platform.db.withOrg(org.id, (tx) => tx.outbox.count({ where: { orgId: org.id, job: "lead.enrich" } }));

test("a try asks once, counts, and the lead gets the answer without another request", async () => {
  const { tenant, admin, system, providerId, leadId } = await begin();
  const before = await promised(tenant);
  expect(await tryProvider(admin, { providerId, leadId }, unbroken())).toEqual({
    outcome: "found",
    values: { job_title: "Managing Director" },
    cached: false,
    kept: true,
  });
  expect(await promised(tenant)).toBe(before + 1);
  expect(await enrichLead(system, { leadId }, unbroken())).toEqual({ state: "asked", fields: ["job_title"] });
  expect(await tryProvider(admin, { providerId, leadId }, unbroken())).toMatchObject({ cached: true });
  expect(server.received).toHaveLength(1);
  expect(await listProviders(admin)).toMatchObject([{ usedThisMonth: 1, cachedThisMonth: 2 }]);
});

test("a provider that is off can be tried, and no lead gets its answer", async () => {
  const { tenant, admin, providerId, leadId } = await begin({ enabled: false });
  const before = await promised(tenant);
  expect(await tryProvider(admin, { providerId, leadId }, unbroken())).toMatchObject({
    outcome: "found",
    kept: false,
  });
  expect(await promised(tenant)).toBe(before);
});

test("what keeps a provider from answering is told as it is", async () => {
  const { tenant, admin, providerId, leadId } = await begin({ monthlyBudget: 1 });
  answer = { status: 401, body: {} };
  expect(await tryProvider(admin, { providerId, leadId }, unbroken())).toEqual({
    outcome: "failed",
    code: "http_401",
  });
  expect(await tryProvider(admin, { providerId, leadId }, unbroken())).toEqual({ outcome: "over_budget" });
  const unreachable = await leadOf(tenant, null);
  await agree(tenant, unreachable);
  expect(await tryProvider(admin, { providerId, leadId: unreachable }, unbroken())).toEqual({
    outcome: "nothing_to_ask_with",
  });
  expect(server.received).toHaveLength(1);
});

test("nobody is asked about a person who has not consented, or no longer does", async () => {
  const { tenant, admin, providerId, leadId } = await begin();
  const stranger = await leadOf(tenant, "ravi@rao.example");
  await agree(tenant, leadId, "withdrawn");
  for (const id of [stranger, leadId]) {
    await expect(tryProvider(admin, { providerId, leadId: id }, unbroken())).rejects.toThrow("not consented");
  }
  expect(server.received).toEqual([]);
});

test("how many may be asked about follows their consent, and names those to try with", async () => {
  const { tenant, admin, leadId } = await begin();
  const stranger = await leadOf(tenant, "ravi@rao.example");
  expect(await readEnrichable(admin)).toEqual({
    open: 2,
    agreed: 1,
    some: [
      { id: leadId, name: expect.anything(), email: expect.stringContaining("•"), phone: expect.anything() },
    ],
  });
  await agree(tenant, stranger);
  expect(await readEnrichable(admin)).toMatchObject({
    open: 2,
    agreed: 2,
    some: [{ id: stranger }, { id: leadId }],
  });
  await agree(tenant, leadId, "withdrawn");
  expect(await readEnrichable(admin)).toMatchObject({ open: 2, agreed: 1, some: [{ id: stranger }] });
});
