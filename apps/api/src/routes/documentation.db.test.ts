import { createHash } from "node:crypto";
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
  const [, style = ""] = /<style>(.*)<\/style>/s.exec(body) ?? [];
  const hash = createHash("sha256").update(style).digest("base64");
  expect(headers["content-security-policy"]).toContain(`'sha256-${hash}'`);
  expect(body).not.toMatch(/<script|<img|<iframe|\sstyle=|\son\w+=|@import|url\(|src=/i);
  expect(
    [...body.matchAll(/href="([^"]+)"/g)]
      .map(([, to]) => to)
      .filter((to) => !/^[#/]|^data:,$/.test(to ?? "")),
  ).toEqual([]);
});

test("every place in the page has an address of its own", async () => {
  const { body } = await api.app.inject("/docs");
  const ids = [...body.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
  expect(ids.length).toBeGreaterThan(20);
  expect(new Set(ids).size).toBe(ids.length);
});

test("the page is not sent again while it is the same", async () => {
  const { headers } = await api.app.inject("/docs");
  const again = await api.app.inject({ url: "/docs", headers: { "if-none-match": String(headers.etag) } });
  expect([again.statusCode, again.body]).toEqual([304, ""]);
});
