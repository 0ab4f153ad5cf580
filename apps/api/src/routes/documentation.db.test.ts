import { afterAll, beforeAll, expect, test } from "vitest";
import { contractOf, type OpenApi, openApi } from "../test/open-api.ts";

let api: OpenApi;
beforeAll(async () => {
  api = await openApi();
});
afterAll(() => api.close());

test("the page tells of every route, its scope, and how to call it", async () => {
  const { body, headers } = await api.app.inject("/docs");
  expect(headers["content-type"]).toBe("text/html; charset=utf-8");
  for (const { operationId, method, path, summary, security } of contractOf(api.app).operations) {
    const [, section = ""] = body.split(`<article id="${operationId}">`);
    expect(body).toContain(`<a href="#${operationId}"><span class="method">${method}</span>`);
    expect(section).toContain(`<code>${path}</code>`);
    expect(section).toContain(summary?.replaceAll("'", "&#39;"));
    for (const { key: [scope = ""] = [] } of security) expect(section).toContain(scope);
    expect(section).toContain(`${api.platform.env.publicApiUrl}${path.replace(/\{(\w+)\}/g, "$1")}`);
  }
});

test("the page runs nothing, fetches nothing, and stands in no other page", async () => {
  const { body, headers } = await api.app.inject("/docs");
  expect(headers["content-security-policy"]).toMatch(
    /^default-src 'none'; style-src 'sha256-[A-Za-z0-9+/]{43}='; .*frame-ancestors 'none'$/,
  );
  expect(headers).toMatchObject({
    "x-content-type-options": "nosniff",
    "cache-control": "public, max-age=300",
  });
  expect(body).not.toMatch(/<script|<img|<iframe|\sstyle=|\son\w+=|@import|url\(|src=/i);
  expect(
    [...body.matchAll(/href="([^"]+)"/g)]
      .map(([, to]) => to)
      .filter((to) => !/^[#/]|^data:,$/.test(to ?? "")),
  ).toEqual([]);
});

test("the page is not sent again while it is the same", async () => {
  const { headers } = await api.app.inject("/docs");
  const again = await api.app.inject({ url: "/docs", headers: { "if-none-match": String(headers.etag) } });
  expect([again.statusCode, again.body]).toEqual([304, ""]);
});
