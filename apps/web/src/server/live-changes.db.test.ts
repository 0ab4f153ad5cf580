import { randomUUID } from "node:crypto";
import { type Context, type Session, userContext } from "@leadlift/services/context";
import { recordEvents } from "@leadlift/services/event/record";
import { leadOf } from "@leadlift/services/lead/test/lead-of";
import {
  createTenant,
  type Tenant,
  type TestPlatform,
  testPlatform,
} from "@leadlift/services/lead/test/tenant";
import { announce } from "@leadlift/services/live/announce";
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { afterAll, beforeAll, expect, test } from "vitest";
import { liveChanges } from "./live-changes.ts";
import { requestContextOf } from "./request-context.ts";
import { appRouter } from "./root.ts";

let platform: TestPlatform;
let home: Tenant;
let session: Session;
let verb: Context;

beforeAll(async () => {
  platform = await testPlatform();
  home = await createTenant(platform);
  const userId = home.broker.actor.kind === "user" ? home.broker.actor.userId : "";
  session = { userId, orgId: home.org.id, role: "broker", name: "Bina Shah", orgName: home.org.name };
  verb = await userContext(platform, session);
});
afterAll(() => platform.db.close());

const stream = (now: () => Promise<Session | null>, lastEventId: string | null = null) => {
  const ctx = { session, sessionNow: now, report: () => undefined, verb };
  return liveChanges(ctx, { path: "live.changes", lastEventId, signal: undefined, recheckMs: 10 });
};

test("a stream ends for who signs out, leaves, or gets another role", async () => {
  for (const then of [null, { ...session, role: "manager" as const }, { ...session, orgId: randomUUID() }]) {
    const reading = stream(() => Promise.resolve(then));
    expect((await reading.next()).value).toMatchObject([
      expect.any(String),
      { kind: "ready" },
      expect.anything(),
    ]);
    await expect(reading.next()).rejects.toMatchObject({ code: "UNAUTHORIZED" });
  }
});

test("a stream ends at once when it is told that access changed, and goes on for whoever keeps it", async () => {
  let now: Session | null = session;
  const ctx = { session, sessionNow: () => Promise.resolve(now), report: () => undefined, verb };
  const reading = liveChanges(ctx, { path: "live.changes", lastEventId: null, signal: undefined });
  await reading.next();
  const tell = (kind: "access" | "lead") =>
    platform.db.withOrgSql(home.org.id, (sql) =>
      announce(sql, verb, { kind, leadIds: [randomUUID()], userIds: [session.userId] }),
    );
  await tell("access");
  await tell("lead");
  expect((await reading.next()).value).toMatchObject([
    expect.any(String),
    { kind: "lead" },
    expect.anything(),
  ]);
  now = null;
  await tell("access");
  await expect(reading.next()).rejects.toMatchObject({ code: "UNAUTHORIZED" });
});

test("a database that does not answer ends nobody's stream", async () => {
  let asked = 0;
  const reading = stream(() => {
    asked++;
    return asked < 3 ? Promise.reject(new Error("gone")) : Promise.resolve(null);
  });
  await reading.next();
  await expect(reading.next()).rejects.toMatchObject({ code: "UNAUTHORIZED" });
  expect(asked).toBe(3);
});

test("who comes back after a lost connection is told to look at everything again", async () => {
  const reading = stream(() => Promise.resolve(session), randomUUID());
  expect((await reading.next()).value).toMatchObject([
    expect.any(String),
    { kind: "resync" },
    expect.anything(),
  ]);
  await reading.return();
});

test("changes come over HTTP as events with ids, nothing but ids of leads in them", async () => {
  const { id: leadId } = await leadOf(platform, home);
  const leave = new AbortController();
  const response = await fetchRequestHandler({
    endpoint: "/api/trpc",
    req: new Request("http://localhost/api/trpc/live.changes", {
      headers: { accept: "text/event-stream" },
      signal: leave.signal,
    }),
    router: appRouter,
    createContext: () => requestContextOf(platform, session),
  });
  expect(response.headers.get("content-type")).toContain("text/event-stream");
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  const until = async (text: string) => {
    let heard = "";
    while (!heard.includes(text)) {
      const { value, done } = (await reader?.read()) ?? { value: undefined, done: true };
      if (done) throw new Error(`The stream ended after: ${heard}`);
      heard += value ?? "";
    }
    return heard;
  };
  await until("ready");
  await recordEvents(home.system, {
    events: [{ eventId: randomUUID(), type: "whatsapp_in", text: "Call me at six", subject: { leadId } }],
    source: "test",
  });
  const heard = await until(leadId);
  expect(heard).toMatch(/id: [0-9a-f-]{36}/);
  expect(heard).not.toContain("six");
  leave.abort();
});
