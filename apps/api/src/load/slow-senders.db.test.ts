import { once } from "node:events";
import { type ClientRequest, request } from "node:http";
import { restoreScorecard } from "@leadlift/services/scorecard/put";
import { afterAll, beforeAll, expect, test } from "vitest";
import { keyOf, type OpenApi, openApi, send } from "../test/open-api.ts";

/** More than may wait for answers at first come in two such crowds. */
const crowd = 100;
const patience = { timeout: 20_000 };

let api: OpenApi;
const slow: ClientRequest[] = [];
beforeAll(async () => {
  api = await openApi();
  await restoreScorecard(api.home.admin, { version: 0 });
  await api.app.listen({ port: 0, host: "127.0.0.1" });
});
afterAll(async () => {
  for (const each of slow) each.destroy();
  await api.close();
});

test("who sends slowly takes nobody's place", async () => {
  const key = await keyOf(api.home, "score:read");
  const address = api.app.server.address();
  if (typeof address !== "object" || !address) throw new Error("The server does not listen.");
  const headers = {
    authorization: `Bearer ${key}`,
    "content-type": "application/json",
    "content-length": 1_000,
  };
  const to = {
    host: "127.0.0.1",
    port: address.port,
    method: "POST",
    path: "/v1/score",
    agent: false,
    headers,
  };
  const come = async () => {
    for (let nth = 0; nth < crowd; nth++) {
      const each = request(to);
      each.on("error", () => undefined);
      each.flushHeaders();
      slow.push(each);
    }
    await Promise.all(slow.slice(-crowd).map((each) => once(each, "socket")));
  };
  // Who is turned away is hung up on.
  const connected = () =>
    new Promise<number>((done) => api.app.server.getConnections((_, count) => done(count)));
  const waiting = async () => /^leadlift_queue_depth\S* (\d+)$/m.exec(await api.app.metrics.text())?.[1];
  await come();
  await expect.poll(connected, patience).toBe(crowd);
  await expect.poll(waiting, patience).toBe("0");
  await come();
  await expect.poll(connected, patience).toBe(2 * crowd);
  await expect.poll(waiting, patience).toBe("0");
  const { status } = await send(api, "POST /v1/score", { key, payload: { lead: { source: "99acres" } } });
  expect(status).toBe(200);
});
