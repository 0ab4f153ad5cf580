import { randomUUID } from "node:crypto";
import { scopes } from "@leadlift/services/api-key/scopes";
import { leadOf } from "@leadlift/services/lead/test/lead-of";
import { putListing } from "@leadlift/services/listing/put";
import fc from "fast-check";
import type { FastifyInstance, InjectOptions } from "fastify";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { buildServer } from "../build-server.ts";
import { valuesFor, variationsOf } from "../test/arbitrary.ts";
import { type Contract, examplesOf, type Operation } from "../test/contract.ts";
import { breachOf, contractOf, type OpenApi, openApi } from "../test/open-api.ts";
import { scoredOrganisation } from "../test/scored-organisation.ts";

const runs = Number(process.env.FUZZ_RUNS ?? 60);
const methods = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"] as const;

let api: OpenApi;
let app: FastifyInstance;
let contract: Contract;
let authorization: string;
let known: string[];
const failures: unknown[] = [];
beforeAll(async () => {
  api = await openApi();
  const log = {
    ...api.platform.log,
    error: (_: string, { error }: { error?: unknown } = {}) => failures.push(error),
  };
  app = buildServer({ ...api.platform, log });
  await app.ready();
  contract = contractOf(app);
  const org = await scoredOrganisation(api.platform);
  const { key } = await org.keyFor(...scopes);
  authorization = `Bearer ${key}`;
  const foreign = await leadOf(api.platform, api.other, { externalId: randomUUID() });
  await putListing(org.admin, { externalId: "B-7", project: "Skyline" });
  const lead = { externalId: "L-1042", phone: "+91 98765 43210", email: "a@b.in" };
  const score = await app.inject({
    method: "POST",
    url: "/v1/score",
    headers: { authorization },
    payload: { lead, persist: true },
  });
  const { leadId, receiptId } = z.object({ leadId: z.string(), receiptId: z.string() }).parse(score.json());
  const [hook] = contract.operations
    .filter(({ operationId }) => operationId === "createWebhook")
    .flatMap(examplesOf);
  const made = await app.inject({
    method: "POST",
    url: "/v1/webhooks",
    headers: { authorization },
    payload: JSON.parse(JSON.stringify(hook)),
  });
  known = [
    z.object({ id: z.uuid() }).parse(made.json()).id,
    receiptId,
    leadId,
    ...org.leadIds.slice(0, 3),
    "B-7",
    "L-1042",
    foreign.id,
    foreign.externalId ?? "",
    "+91 98765 43210",
    "a@b.in",
  ];
});
afterAll(async () => {
  await app.close();
  await api.close();
});

const innards = /node_modules|\.ts:\d|\bat (async )?\S+ \(|prisma|select .+ from|insert into|postgres/i;

/** Sends it, and holds the answer to what is promised of every answer. */
async function ask(
  request: InjectOptions & { method: (typeof methods)[number]; url: string },
): Promise<number> {
  const { statusCode: status, headers, body } = await app.inject(request);
  const type = headers["content-type"]?.toString().split(";")[0];
  const shown = `${request.method} ${request.url.slice(0, 200)} ${String(request.payload ?? "").slice(0, 2_000)}\n${body.slice(0, 500)}`;
  if (failures.length > 0) throw failures.pop();
  if (status >= 500) throw new Error(`${status} for ${shown}`);
  if (innards.test(body)) throw new Error(`Told too much: ${shown}`);
  const json: unknown = /json$/.test(type ?? "") && body !== "" ? JSON.parse(body) : body;
  if (status >= 400 && request.method !== "HEAD") {
    expect({ status, type, json, shown }).toMatchObject({
      type: "application/problem+json",
      json: { status, code: expect.stringMatching(/^[a-z][a-z_]+$/), detail: expect.stringMatching(/\S/) },
    });
  }
  const breach = breachOf(app, request.method, request.url, { status, type, body: json });
  if (breach !== null) throw new Error(`${breach}\n${shown}`);
  return status;
}

/** In a path: what stands in its place, or something else. */
function urlsOf({ path, parameters }: Operation, values: ReturnType<typeof valuesFor>): fc.Arbitrary<string> {
  const segments = path.split("/").map((part) => {
    if (!part.startsWith("{")) return fc.constant(part);
    const text = fc.oneof(fc.constantFrom(...known), values({ type: "string" }));
    return text.map((value) => inAddress(value));
  });
  const queries = parameters
    .filter((each) => each.in === "query")
    .map(({ name, schema }) => fc.option(values(schema).map((value) => `${name}=${inAddress(value)}`)));
  return fc.tuple(fc.tuple(...segments), fc.tuple(...queries)).map(([parts, query]) => {
    const given = query.filter((each) => each !== null);
    return parts.join("/") + (given.length > 0 ? `?${given.join("&")}` : "");
  });
}

/** Half a character cannot stand in an address. */
function inAddress(value: unknown): string {
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? "");
  return encodeURIComponent(Buffer.from(text.slice(0, 3_000)).toString());
}

/** JSON as it should be, cut off, with a byte changed, or with something said twice. */
function textsOf(value: fc.Arbitrary<unknown>): fc.Arbitrary<string> {
  const right = value.map((each) => JSON.stringify(each) ?? "null");
  const cut = fc.tuple(right, fc.nat()).map(([text, at]) => text.slice(0, at % (text.length + 1)));
  const changed = fc
    .tuple(right, fc.nat(), fc.string({ unit: "binary", maxLength: 3 }))
    .map(
      ([text, at, by]) =>
        text.slice(0, at % (text.length + 1)) + by + text.slice((at % (text.length + 1)) + 1),
    );
  return fc.oneof({ weight: 12, arbitrary: right }, cut, changed, fc.string({ unit: "binary" }));
}

test("whatever is sent to any route, it is answered as documented, by nothing of ours that broke", async () => {
  const values = valuesFor(contract.document.components.schemas, known);
  const reached = new Map<string, Set<number>>();
  for (const operation of contract.operations) {
    const { method, requestBody } = operation;
    const schema = requestBody?.content["application/json"]?.schema;
    const requests = fc.record({
      url: urlsOf(operation, values),
      payload: requestBody
        ? textsOf(fc.oneof(values(schema), ...examplesOf(operation).map(variationsOf)))
        : fc.constant(undefined),
      repeat: fc.option(fc.string({ unit: "grapheme-ascii", minLength: 1, maxLength: 200 }), { freq: 3 }),
    });
    const statuses = new Set<number>();
    reached.set(`${method} ${operation.path}`, statuses);
    await fc.assert(
      fc.asyncProperty(requests, async ({ url, payload, repeat }) => {
        const headers = {
          authorization,
          ...(payload !== undefined && { "content-type": "application/json" }),
          ...(repeat !== null && { "idempotency-key": repeat }),
        };
        const known = methods.find((each) => each === method) ?? "GET";
        statuses.add(await ask({ method: known, url, headers, ...(payload !== undefined && { payload }) }));
      }),
      { numRuns: runs, endOnFailure: true },
    );
  }
  // It came further than the door.
  const outside = [...reached].filter(([, statuses]) =>
    [...statuses].every((status) => status === 401 || status === 403),
  );
  expect(outside.map(([route]) => route)).toEqual([]);
  expect(({} as { polluted?: unknown; a?: unknown }).a).toBeUndefined();
}, 300_000);

test("whatever is asked for anywhere, in whatever form, it is answered", async () => {
  const types = [
    "application/json",
    "text/plain",
    "application/xml",
    "multipart/form-data",
    "",
    "a/b; charset=\u00ff",
  ];
  const requests = fc.record({
    method: fc.constantFrom(...methods),
    url: fc.oneof(
      fc.constantFrom(
        ...app.routeTable.map(({ path }) => path.replace(/:\w+/g, randomUUID())),
        "/",
        "//",
        "/v1",
        "/v1/",
        "/%",
        "/%2e%2e/",
        "/v1/leads/%E0%A4%A",
      ),
      fc.webPath().map((path) => `/${path}`),
      fc.webPath().map((path) => `/v1${path}`),
    ),
    type: fc.constantFrom(...types),
    payload: fc.oneof(fc.constant(""), fc.json(), fc.string({ unit: "binary" })),
    signed: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(requests, async ({ method, url, type, payload, signed }) => {
      const headers = { ...(signed && { authorization }), ...(type !== "" && { "content-type": type }) };
      const body = method === "GET" || method === "HEAD" ? {} : { payload };
      await ask({ method, url, headers, ...body });
    }),
    { numRuns: runs * 5, endOnFailure: true },
  );
}, 120_000);
