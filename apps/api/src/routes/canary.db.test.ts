import { randomUUID } from "node:crypto";
import { scopes } from "@leadlift/services/api-key/scopes";
import {
  createTenant,
  type Tenant,
  type TestPlatform,
  testPlatform,
} from "@leadlift/services/lead/test/tenant";
import { createLogger } from "@leadlift/services/log";
import { restoreScorecard } from "@leadlift/services/scorecard/put";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildServer } from "../build-server.ts";
import { keyOf } from "../test/open-api.ts";

/** A person who is found nowhere else: none of this may be read in what operators read. */
const person = {
  name: "Zarqa Quillfeather",
  phone: "+91 98111 47261",
  email: "zarqa.quillfeather@canary.example",
  text: "my sister's wedding is on the ninth, call her at 9811147261",
  externalId: "quillfeather-9811147261",
};
const canaries = [/quillfeather/i, /zarqa/i, /98111.?47261/, /canary\.example/i, /wedding/i];

const lines: string[] = [];
let platform: TestPlatform;
let home: Tenant;
let key: string;
let app: FastifyInstance;
let broken: FastifyInstance;

beforeAll(async () => {
  platform = await testPlatform();
  home = await createTenant(platform);
  await restoreScorecard(home.admin, { version: 0 });
  key = await keyOf(home, ...scopes);
  const log = createLogger({
    level: "info",
    application: "canary",
    destination: { write: (line) => void lines.push(line) },
  });
  app = buildServer({ ...platform, log });
  broken = buildServer({ ...platform, log, db: { ...platform.db, ...failing() } });
  await Promise.all([app.ready(), broken.ready()]);
});
afterAll(async () => {
  await Promise.all([app.close(), broken.close()]);
  await platform.db.close();
});

/** A database that quotes what it was given, as PostgreSQL does in the details of its errors. */
function failing(): Pick<TestPlatform["db"], "withOrg" | "withOrgSql"> {
  const fail = () => {
    const message = `duplicate key: (name, phone)=(${person.name}, ${person.phone})`;
    return Promise.reject(Object.assign(new Error(message), { code: "23505", detail: message }));
  };
  return { withOrg: fail, withOrgSql: fail };
}

const { phone, email, name, text, externalId } = person;
const event = () => ({
  eventId: randomUUID(),
  type: "form_submit",
  subject: { phone, email, name },
  text,
});
const lead = { name, phone, email, city: "Pune", source: "99acres" };

/** What a route takes, where it is to get far; all others are refused, which is logged as well or not at all. */
const bodies: Readonly<Record<string, unknown>> = {
  "POST /v1/events": event(),
  "POST /v1/consents": {
    subject: { phone },
    entries: [{ purpose: "calls", status: "given", channel: "form" }],
  },
  "PUT /v1/leads/:id": lead,
  "PUT /v1/listings/:externalId": { project: name },
  "POST /v1/questions": { subject: { phone } },
  "POST /v1/score": { lead: { ...lead, externalId }, persist: true },
  "POST /v1/score/batch": { leads: [{ lead: { ...lead, externalId } }] },
};

/** Everything there is, sent well and badly, with the person in all of it; returns how what was sent well was answered. */
async function sendAll(server: FastifyInstance): Promise<Map<string, number>> {
  const statuses = new Map<string, number>();
  for (const { method, path } of server.routeTable) {
    const route = `${method} ${path}`;
    const url = path.replace(/:\w+|\*/g, encodeURIComponent(externalId));
    const send = async (payload: string, address = url, more: Record<string, string> = {}) => {
      const headers = {
        authorization: `Bearer ${key}`,
        "content-type": "application/json",
        "user-agent": name,
        referer: `https://shilp.in/?phone=${encodeURIComponent(phone)}`,
        "x-forwarded-for": phone,
        ...more,
      };
      const request = { method: method as "GET", url: address, headers };
      return (await server.inject(method === "GET" ? request : { ...request, payload })).statusCode;
    };
    const good = JSON.stringify(bodies[route] ?? { ...lead, ...event() });
    statuses.set(route, await send(good));
    await send(good, `${url}?q=${encodeURIComponent(email)}`);
    await send(good, url, { authorization: `Bearer ${phone}` });
    await send(JSON.stringify({ [email]: name, subject: [phone], nested: { [name]: text } }));
    await send(`{"name":"${name}","phone":"${phone}`);
    await send(text, url, { "content-type": "text/plain" });
  }
  return statuses;
}

test("nothing of a person stands in logs or figures, whatever a route is sent and however it fails", async () => {
  const answered = await sendAll(app);
  expect(Object.keys(bodies).filter((route) => (answered.get(route) ?? 404) >= 300)).toEqual([]);
  const leads = await platform.db.withOrg(home.org.id, (tx) => tx.lead.count());
  expect(leads).toBeGreaterThan(0);

  const failed = await sendAll(broken);
  expect([...failed.values()].filter((status) => status >= 500).length).toBeGreaterThan(3);
  expect(lines.filter((line) => line.includes("A request failed")).length).toBeGreaterThan(3);

  const read = [...lines, await app.metrics.text(), await broken.metrics.text()].join("\n");
  expect(read).toContain("leadlift_request_seconds");
  for (const canary of canaries) expect(read).not.toMatch(canary);
});
