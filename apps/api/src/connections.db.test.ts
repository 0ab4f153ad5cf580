import { once } from "node:events";
import { type AddressInfo, connect, type Socket } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildServer } from "./build-server.ts";
import { keyOf, type OpenApi, openApi, send } from "./test/open-api.ts";

let api: OpenApi;
let app: OpenApi["app"];
let key: string;
beforeAll(async () => {
  api = await openApi();
  key = await keyOf(api.home, "events:write");
  app = buildServer(api.platform, { patienceMs: 200 });
  await app.listen({ port: 0, host: "127.0.0.1" });
});
afterAll(async () => {
  await app.close();
  await api.close();
});

const start = () => `POST /v1/events HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${key}\r\n`;
const body = (length: number) => `content-type: application/json\r\ncontent-length: ${length}\r\n\r\n`;

async function open(): Promise<Socket> {
  const { port } = app.server.address() as AddressInfo;
  const socket = connect(port, "127.0.0.1");
  await once(socket, "connect");
  return socket;
}

/** What is answered until the server ends the connection. */
async function problemOn(socket: Socket): Promise<unknown> {
  const answer = await text(socket);
  expect(answer).toMatch("content-type: application/problem+json");
  return JSON.parse(answer.slice(answer.indexOf("\r\n\r\n")));
}

describe("a connection is not held for whoever", () => {
  test("sends headers that never end", async () => {
    const socket = await open();
    socket.write(start());
    expect(await problemOn(socket)).toMatchObject({ status: 408, code: "too_slow" });
  });

  test("sends them letter by letter", async () => {
    const socket = await open();
    const drip = setInterval(() => socket.writable && socket.write("x"), 20);
    socket.write(`${start()}x-`);
    expect(await problemOn(socket)).toMatchObject({ status: 408, code: "too_slow" });
    clearInterval(drip);
  });

  test("sends a shorter body than is announced, letter by letter", async () => {
    const socket = await open();
    const drip = setInterval(() => socket.writable && socket.write(" "), 20);
    socket.write(`${start()}${body(100_000)}{`);
    expect(await problemOn(socket)).toMatchObject({ status: 408, code: "too_slow" });
    clearInterval(drip);
  });

  test("sends headers without measure", async () => {
    const socket = await open();
    socket.write(`${start()}x-long: ${"x".repeat(20_000)}\r\n\r\n`);
    expect(await problemOn(socket)).toMatchObject({ status: 431, code: "headers_too_large" });
  });

  test.each([
    ["no HTTP", "\u0016\u0003\u0001 hello\r\n\r\n"],
    ["a length and chunks", `${start()}content-length: 2\r\ntransfer-encoding: chunked\r\n\r\n{}`],
    ["two lengths", `${start()}content-length: 2\r\ncontent-length: 20\r\n\r\n{}`],
  ])("sends %s", async (_, sent) => {
    const socket = await open();
    socket.write(sent);
    expect(await problemOn(socket)).toMatchObject({ status: 400, code: "bad_request" });
  });
});

test("another request is answered meanwhile", async () => {
  const slow = await Promise.all(Array.from({ length: 50 }, open));
  for (const socket of slow) socket.write(start());
  const { port } = app.server.address() as AddressInfo;
  expect((await fetch(`http://127.0.0.1:${port}/health/live`)).status).toBe(200);
  for (const socket of slow) expect(await problemOn(socket)).toMatchObject({ status: 408 });
});

describe("a key that is none is asked for again, and nothing is told of it", () => {
  const shaped = `ll_aaaaaaaaaa_${"A".repeat(43)}`;
  test.each([
    ["nothing", "", "no_key"],
    ["no key", "Bearer", "no_key"],
    ["spaces", "Bearer   ", "no_key"],
    ["another way to sign in", `Basic ${shaped}`, "no_key"],
    ["a key alone", shaped, "no_key"],
    ["two keys", `Bearer ${shaped} ${shaped}`, "no_key"],
    ["one that nobody made", `Bearer ${shaped}`, "key_refused"],
    ["one letter more", `Bearer ${shaped}=`, "key_refused"],
    ["its beginning", "Bearer ll_", "key_refused"],
    ["the key of a site", "Bearer lls_aaaaaaaaaaaaaaaa", "key_refused"],
    ["SQL", "Bearer 'or(1=1)--", "key_refused"],
    ["letters beyond ASCII", "Bearer \u00e9\u00ff", "key_refused"],
    ["8,000 letters", `Bearer ${"x".repeat(8_000)}`, "key_refused"],
  ])("%s", async (_, authorization, code) => {
    const answer = await send(api, "POST /v1/events", { headers: { authorization }, payload: {} });
    expect(answer).toMatchObject({ status: 401, type: "application/problem+json", body: { code } });
    expect(JSON.stringify(answer.body)).not.toContain("aaaaaaaaaa_");
  });
});
