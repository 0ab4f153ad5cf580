import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { builtFiles } from "./built-files.mjs";
import { compressFiles } from "./compress-files.mjs";

const script = `console.log(${JSON.stringify("a lead, and another lead; ".repeat(200))});`;
let folder: string;
let server: Server;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "leadlift-built-"));
  const files = join(folder, ".next/static");
  await mkdir(join(files, "chunks"), { recursive: true });
  await writeFile(join(files, "chunks/page.js"), script);
  await writeFile(join(files, "letters.woff2"), "not text");
  await writeFile(join(folder, ".next/secret.js"), "not of the build's public part");
  expect(builtFiles(folder)).toBeNull();
  await compressFiles(files);
  const answer = builtFiles(folder);
  server = createServer((asked, response) => {
    if (!answer?.(asked, response)) response.writeHead(418).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true });
});

interface Answer {
  status: number | undefined;
  headers: Record<string, unknown>;
  body: Buffer;
}

function ask(path: string, encodings = "", method = "GET"): Promise<Answer> {
  const { port } = server.address() as AddressInfo;
  return new Promise((resolve, reject) => {
    const asked = request({ port, path, method, headers: { "accept-encoding": encodings } }, (response) => {
      const parts: Buffer[] = [];
      response.on("data", (part: Buffer) => parts.push(part));
      response.on("end", () =>
        resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(parts) }),
      );
    });
    asked.on("error", reject).end();
  });
}

test.each([
  ["gzip, deflate, br", "br", brotliDecompressSync],
  ["gzip", "gzip", gunzipSync],
  ["", undefined, (body: Buffer) => body],
])("whoever takes “%s” gets a script as %s, whole, to keep for good", async (takes, encoding, read) => {
  const { status, headers, body } = await ask("/_next/static/chunks/page.js", takes);
  expect(status).toBe(200);
  expect(headers["content-encoding"]).toBe(encoding);
  expect(headers["content-type"]).toContain("javascript");
  expect(headers["cache-control"]).toBe("public,max-age=31536000,immutable");
  expect(headers["x-content-type-options"]).toBe("nosniff");
  expect(read(body).toString()).toBe(script);
});

test("what is compressed already is sent as it is", async () => {
  const { headers, body } = await ask("/_next/static/letters.woff2", "br");
  expect(headers["content-encoding"]).toBeUndefined();
  expect(body.toString()).toBe("not text");
});

test.each([
  "/_next/static/gone.js",
  "/_next/static/../secret.js",
  "/_next/static/%2e%2e/secret.js",
  "/_next/static/..%2fsecret.js",
])("%s is not there", async (path) => {
  expect((await ask(path, "br")).status).toBe(404);
});

test("pages, and what is not asked for by reading, are left to others", async () => {
  expect((await ask("/today")).status).toBe(418);
  expect((await ask("/_next/static/chunks/page.js", "", "POST")).status).toBe(418);
});
