import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { leadLift, Problem } from "@leadlift/client";
import { restoreScorecard } from "@leadlift/services/scorecard/put";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { keyOf, type OpenApi, openApi } from "./test/open-api.ts";

let api: OpenApi;
let baseUrl: string;
let key: string;
beforeAll(async () => {
  api = await openApi();
  await api.app.listen({ port: 0, host: "127.0.0.1" });
  baseUrl = `http://127.0.0.1:${(api.app.server.address() as AddressInfo).port}/`;
  await restoreScorecard(api.home.admin, { version: 0 });
  key = await keyOf(api.home, "score:read", "leads:write", "leads:read", "leads:delete", "quality:read");
});
afterAll(() => api.close());

describe("the client for TypeScript", () => {
  test("asks and is answered by the names of the document", async () => {
    const client = leadLift({ baseUrl, key });
    const lead = { externalId: "an id/with a slash", city: "Pune" };
    const scored = await client.score({ body: { lead, persist: true, reasons: 1 } });
    expect(["scored", "unknown"]).toContain(scored.state);
    const id = scored.leadId ?? "";
    expect(await client.getLead({ path: { id } })).toMatchObject({
      leadId: id,
      externalId: "an id/with a slash",
    });
    expect(await client.dataQuality({ query: { days: 7 } })).toMatchObject({ days: 7 });
    expect(await client.getHealthLive()).toEqual({ status: "live" });
  });

  test("puts what it is given into the address, whatever it is", async () => {
    const client = leadLift({ baseUrl, key });
    const put = await client.putLead({ path: { id: "../v1/leads?x=1#y %2F" }, body: { city: "Pune" } });
    expect(put.externalId).toBe("../v1/leads?x=1#y %2F");
  });

  test("throws what is refused, with its code and its fields", async () => {
    const client = leadLift({ baseUrl, key });
    const wrong = await client.score({ body: { reasons: 11 } }).catch((error: unknown) => error);
    expect(wrong).toBeInstanceOf(Problem);
    expect(wrong).toMatchObject({ status: 400, code: "bad_input", details: { errors: expect.any(Array) } });
    await expect(client.listWebhooks()).rejects.toMatchObject({ code: "missing_scope" });
    await expect(leadLift({ baseUrl, key: "ll_" }).dataQuality()).rejects.toMatchObject({ status: 401 });
  });
});

describe("what breaks on the way", () => {
  const servers: (() => Promise<unknown>)[] = [];
  afterEach(() => Promise.all(servers.splice(0).map((close) => close())));

  /** Answers one request after the other as it is told; what came is kept. */
  async function answering(...answers: ((response: ServerResponse) => void)[]) {
    const came: IncomingMessage[] = [];
    const server = createServer((request, response) => {
      came.push(request);
      request.resume();
      answers[came.length - 1]?.(response);
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    servers.push(async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    });
    const { port } = server.address() as AddressInfo;
    return { came, client: leadLift({ baseUrl: `http://127.0.0.1:${port}`, key: "ll_x", attempts: 3 }) };
  }
  const away = (response: ServerResponse) => response.writeHead(503, { "retry-after": "0" }).end("{}");
  const cut = (response: ServerResponse) => response.destroy();
  const done = (response: ServerResponse) =>
    response.writeHead(200, { "content-type": "application/json" }).end('{"status":"live"}');

  test("is asked for again, under the same Idempotency-Key", async () => {
    const { client, came } = await answering(away, cut, done);
    await client.putListing({ path: { externalId: "B-7" }, body: {} });
    const keys = came.map(({ headers }) => headers["idempotency-key"]);
    expect(new Set(keys).size).toBe(1);
    expect(keys).toEqual(Array(3).fill(expect.stringMatching(/^[0-9a-f-]{36}$/)));
  });

  test("is not asked for twice where twice is not once", async () => {
    const { client, came } = await answering(cut, done);
    await expect(client.nextQuestion({ body: { subject: { email: "a@b.in" } } })).rejects.toThrow();
    expect(came).toHaveLength(1);
  });

  test("is given up after as many attempts as are wanted, with what was answered", async () => {
    const { client, came } = await answering(away, away, away, done);
    await expect(client.getHealthLive()).rejects.toMatchObject({ status: 503, code: "not_answered" });
    expect(came).toHaveLength(3);
  });

  test("ends when the caller no longer wants it", async () => {
    const { client } = await answering(() => {});
    const wanted = new AbortController();
    const asked = client.dataQuality({ signal: wanted.signal });
    wanted.abort(new Error("No longer wanted."));
    await expect(asked).rejects.toThrow("No longer wanted.");
  });
});
