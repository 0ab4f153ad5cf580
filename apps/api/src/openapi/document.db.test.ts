import { readFile } from "node:fs/promises";
import { scopes } from "@leadlift/services/api-key/scopes";
import { Validator } from "@seriousme/openapi-schema-validator";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Contract, examplesOf } from "../test/contract.ts";
import { contractOf, type OpenApi, openApi, send } from "../test/open-api.ts";
import { documentOf } from "./document.ts";

let api: OpenApi;
let contract: Contract;
beforeAll(async () => {
  api = await openApi();
  contract = contractOf(api.app);
});
afterAll(() => api.close());

/** For pages, browsers and other companies' systems: no program of a customer's calls them. */
const undocumented = [
  ...["GET /t.js", "POST /t", "GET /docs", "GET /v1/openapi.json"],
  ...["GET /v1/hooks/whatsapp/{connectionId}", "POST /v1/hooks/whatsapp/{connectionId}"],
];

test("the document is OpenAPI 3.1", async () => {
  const { body } = await send(api, "GET /v1/openapi.json");
  expect(body.openapi).toBe("3.1.0");
  expect(await new Validator().validate(body)).toMatchObject({ valid: true });
});

test("the client's document is this one", async () => {
  // When this fails: pnpm client.
  const written = `${JSON.stringify(documentOf(api.app), null, 2)}\n`;
  await expect(written).toMatchFileSnapshot("../../../../packages/client/openapi.json");
});

test("every route is documented, or known not to be", () => {
  const routes = api.app.routeTable.map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, "{$1}")}`);
  const documented = contract.operations.map(({ method, path }) => `${method} ${path}`);
  expect(routes.sort()).toEqual([...documented, ...undocumented].sort());
});

test("docs/api.md names every route", async () => {
  const page = await readFile(new URL("../../../../docs/api.md", import.meta.url), "utf8");
  const named = [...page.matchAll(/`((?:GET|PUT|POST|PATCH|DELETE) \/[^`?]*)/g)].map(([, route = ""]) =>
    nameless(route),
  );
  const routes = contract.operations.map(({ method, path }) => nameless(`${method} ${path}`));
  expect(routes.filter((route) => !named.includes(route))).toEqual([]);
});

test("every route says what it does, under a heading that there is, and what it answers", () => {
  const headings = contract.document.tags.map(({ name }) => name);
  for (const { method, path, summary, tags, responses } of contract.operations) {
    const route = `${method} ${path}`;
    expect([route, summary]).toEqual([route, expect.stringMatching(/^[A-Z].{8,}[^.]$/)]);
    expect([route, tags]).toEqual([route, [expect.toBeOneOf(headings)]]);
    const done = Object.entries(responses).filter(([status]) => status.startsWith("2"));
    expect([route, done.length]).not.toEqual([route, 0]);
    for (const [status, { content }] of done) {
      expect([route, status, content !== undefined]).toEqual([route, status, status !== "204"]);
    }
  }
});

test("a route's name is its own", () => {
  const names = contract.operations.map(({ operationId }) => operationId);
  expect(new Set(names).size).toBe(names.length);
});

test("a route that asks for a scope says which", () => {
  for (const { method, path, security } of contract.operations) {
    const row = api.app.routeTable.find(
      (each) => each.method === method && each.path.replace(/:(\w+)/g, "{$1}") === path,
    );
    const asked = row?.access === "anyone" ? [] : [{ key: [expect.toBeOneOf([...scopes])] }];
    expect([path, security]).toEqual([path, asked]);
    expect([path, security.flatMap(({ key }) => key)]).toEqual([
      path,
      row?.access === "anyone" ? [] : [row?.access],
    ]);
  }
});

test("what all routes refuse alike is written once", () => {
  const written = JSON.stringify(documentOf(api.app).paths);
  expect(written).toContain('"401":{"$ref":"#/components/responses/KeyRefused"}');
  expect(written).not.toContain("or unknown, expired or revoked");
});

test("every body has an example that is right", () => {
  for (const operation of contract.operations) {
    const { path, requestBody } = operation;
    const body = requestBody?.content["application/json"];
    if (!body) continue;
    const examples = examplesOf(operation);
    expect([path, examples.length]).not.toEqual([path, 0]);
    for (const example of examples)
      expect([path, contract.breaches(body.schema, example)]).toEqual([path, []]);
  }
});

test("the document is not sent again while it is the same", async () => {
  const first = await api.app.inject("/v1/openapi.json");
  expect(first.headers).toMatchObject({
    "content-type": "application/json; charset=utf-8",
    "cache-control": "public, max-age=300",
    "access-control-allow-origin": "*",
  });
  const again = await api.app.inject({
    url: "/v1/openapi.json",
    headers: { "if-none-match": String(first.headers.etag) },
  });
  expect([again.statusCode, again.body]).toEqual([304, ""]);
});

test("an answer that is not as documented is found out", () => {
  const live = (status: number, body: unknown) =>
    contract.breachOf("GET", "/health/live", { status, type: "application/json", body });
  expect(live(200, { status: "live" })).toBeNull();
  expect(live(200, { status: "dead" })).toMatch("/status");
  expect(live(200, { status: "live", more: 1 })).toMatch("additional properties");
  expect(live(201, { status: "live" })).toMatch("not documented");
});

function nameless(route: string): string {
  return route.replace(/\{\w+\}/g, "{}");
}
