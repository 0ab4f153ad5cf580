import { randomUUID } from "node:crypto";
import { revokeApiKey } from "@leadlift/services/api-key/revoke";
import { recordConsents } from "@leadlift/services/consent/record";
import { recordEvents } from "@leadlift/services/event/record";
import { type TestPlatform, testPlatform } from "@leadlift/services/lead/test/tenant";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildServer } from "./build-server.ts";
import { type Answer, send } from "./test/open-api.ts";
import { type ScoredOrganisation, scoredOrganisation } from "./test/scored-organisation.ts";

/** What holds on one instance holds on the other after this, ms; a new model also has to be opened. */
const within = { key: 1_000, model: 3_000 };

let platforms: TestPlatform[];
let apps: FastifyInstance[];
let org: ScoredOrganisation;
beforeAll(async () => {
  platforms = [await testPlatform(), await testPlatform()];
  apps = platforms.map((platform) => buildServer(platform));
  for (const app of apps) await app.ready();
  const [first] = platforms;
  if (!first) throw new Error("There is no platform.");
  org = await scoredOrganisation(first);
});
afterAll(async () => {
  for (const app of apps) await app.close();
  for (const { db } of platforms) await db.close();
});

const everywhere = (key: string, leadId: string): Promise<Answer[]> =>
  Promise.all(apps.map((app) => send({ app }, "POST /v1/score", { key, payload: { leadId } })));
const lead = (place: number) => org.leadIds[place] ?? "";
const eventually = (ms: number) => ({ timeout: ms + 5_000, interval: 50 });

test("an event at one is in the next score at the other, whatever that one remembers", async () => {
  const { key } = await org.keyFor("score:read", "events:write");
  const [here, there] = apps;
  if (!here || !there) throw new Error("There are not two instances.");
  for (let nth = 0; nth < 20; nth++) {
    const before = await everywhere(key, lead(nth));
    const event = { eventId: randomUUID(), type: "site_visit_done", subject: { leadId: lead(nth) } };
    const taken = await send({ app: here }, "POST /v1/events", { key, payload: event });
    expect(taken.status).toBe(200);
    const after = await send({ app: there }, "POST /v1/score", { key, payload: { leadId: lead(nth) } });
    expect(after.body.source).toBe("model");
    expect(before.map(({ body }) => body.receiptId)).not.toContain(after.body.receiptId);
  }
});

test("a withdrawal is in the next score everywhere", async () => {
  const { key } = await org.keyFor("score:read");
  const leadId = lead(21);
  for (const { body } of await everywhere(key, leadId)) expect(body.state).toBe("scored");
  await recordConsents(org.system, {
    subject: { leadId },
    entries: [{ purpose: "scoring", status: "withdrawn", channel: "whatsapp" }],
  });
  for (const { body } of await everywhere(key, leadId)) {
    expect(body).toMatchObject({ state: "unknown", score: null, probability: null, source: "model" });
  }
});

test("a revoked key opens nothing anywhere after a second", async () => {
  const { id, key } = await org.keyFor("score:read");
  for (const { status } of await everywhere(key, lead(22))) expect(status).toBe(200);
  await revokeApiKey(org.admin, { id });
  const statuses = async () => (await everywhere(key, lead(22))).map(({ status }) => status);
  await expect.poll(statuses, eventually(within.key)).toEqual([401, 401]);
});

test("a new model answers everywhere, and no request was dropped for it", async () => {
  const { key } = await org.keyFor("score:read");
  const versions = new Set<unknown>();
  let over = false;
  const statuses: number[] = [];
  const asking = (async () => {
    for (let nth = 0; !over; nth++) {
      for (const { status, body } of await everywhere(key, lead(nth % 20))) {
        statuses.push(status);
        versions.add(Object(body.model).version);
      }
    }
  })();
  await org.train();
  const models = async () => (await everywhere(key, lead(23))).map(({ body }) => Object(body.model).version);
  await expect.poll(models, eventually(within.model)).toEqual([2, 2]);
  over = true;
  await asking;
  expect(new Set(statuses)).toEqual(new Set([200]));
  expect(versions).toEqual(new Set([1, 2]));
});

test("a model whose file is damaged is refused: the old one goes on, and readiness says so until it is mended", async () => {
  const { key } = await org.keyFor("score:read");
  const [first] = platforms;
  if (!first) throw new Error("There is no platform.");
  const champions = () =>
    first.db.withOrg(org.id, (tx) =>
      tx.model.findMany({ where: { orgId: org.id }, orderBy: { version: "desc" } }),
    );
  const [champion, older] = await champions();
  if (!champion || !older) throw new Error("There are not two models.");
  const next = randomUUID();
  await first.db.withOrg(org.id, async (tx) => {
    await tx.model.updateMany({
      where: { id: champion.id },
      data: { role: "retired", retiredAt: new Date() },
    });
    const { report, manifest, ...row } = champion;
    const damaged = JSON.parse(JSON.stringify(manifest));
    damaged.base = 2;
    const run = await tx.trainingRun.findFirstOrThrow({ where: { id: champion.trainingRunId } });
    const { columnChoices: _, ...plain } = run;
    await tx.trainingRun.create({ data: { ...plain, id: next, modelId: null } });
    await tx.model.create({
      data: {
        ...row,
        report: {},
        manifest: damaged,
        id: next,
        version: 9,
        trainingRunId: next,
        promotedAt: new Date(),
      },
    });
  });
  const ready = async () =>
    (await Promise.all(apps.map((app) => send({ app }, "GET /health/ready")))).map(({ body }) => body.model);
  const asked = async () => {
    const answers = await everywhere(key, lead(24));
    expect(answers.map(({ status, body }) => [status, Object(body.model).version])).toEqual([
      [200, champion.version],
      [200, champion.version],
    ]);
    return ready();
  };
  await expect.poll(asked, eventually(within.model)).toEqual(["stale", "stale"]);
  await first.db.withOrg(org.id, async (tx) => {
    await tx.model.updateMany({ where: { id: next }, data: { role: "retired" } });
    await tx.model.updateMany({ where: { id: champion.id }, data: { role: "champion", retiredAt: null } });
  });
  await expect.poll(asked, eventually(within.model)).toEqual(["current", "current"]);
});

test("events recorded elsewhere while a score is being made are in the next one", async () => {
  const { key } = await org.keyFor("score:read");
  const leadId = lead(30);
  for (let nth = 0; nth < 15; nth++) {
    const [, recorded] = await Promise.all([
      everywhere(key, leadId),
      recordEvents(org.system, {
        source: "test",
        events: [
          {
            eventId: randomUUID(),
            type: "listing_view",
            properties: { listing: `A-${nth}` },
            subject: { leadId },
          },
        ],
      }),
    ]);
    expect(recorded.results[0]?.status).toBe("recorded");
    const known = new Set((await everywhere(key, leadId)).map(({ body }) => body.score));
    expect(known.size).toBe(1);
  }
});
