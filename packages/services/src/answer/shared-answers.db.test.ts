import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { recordEvents } from "../event/record.ts";
import { type RedisServer, redisServerPath, startRedis } from "../jobs/test/redis-server.ts";
import { leadOf } from "../lead/test/lead-of.ts";
import { createTenant, type Tenant, type TestPlatform, testPlatform } from "../lead/test/tenant.ts";
import { restoreScorecard } from "../scorecard/put.ts";
import { askedOf } from "./asked.ts";
import { type OpenDesk, openDesk } from "./open-desk.ts";

const path = redisServerPath();
if (!path) console.warn("No redis-server is installed: answers shared in Redis are not tested.");

describe.runIf(path)("answers shared in Redis", () => {
  let platform: TestPlatform;
  let home: Tenant;
  let redis: RedisServer;
  let desks: [OpenDesk, OpenDesk];
  beforeAll(async () => {
    platform = await testPlatform();
    home = await createTenant(platform);
    await restoreScorecard(home.admin, { version: 0 });
    redis = await startRedis(path ?? "");
    const open = () => openDesk(platform.db, { redisUrl: redis.url });
    desks = [open(), open()];
  });
  afterAll(async () => {
    for (const desk of desks) desk.close();
    await redis.stop();
    await platform.db.close();
  });

  const ask = (desk: OpenDesk, leadId: string) =>
    desk.desk.answer(home.system, askedOf(home.org.id, { id: leadId }, 5));

  test("are repeated by the other instance with the same receipt, until something happens", async () => {
    const [one, other] = desks;
    // A Redis that was just opened does not answer at once, and a minute may end in between.
    let leadId = "";
    const isShared = async () => {
      ({ id: leadId } = await leadOf(platform, home));
      await ask(one, leadId);
      const first = await ask(one, leadId);
      const again = await ask(other, leadId);
      return again.source === "cache" && again.receiptId === first.receiptId;
    };
    await expect.poll(isShared, { timeout: 10_000 }).toBe(true);
    await recordEvents(home.system, {
      source: "test",
      events: [{ eventId: randomUUID(), type: "site_visit_done", subject: { leadId } }],
    });
    expect(await ask(other, leadId)).toMatchObject({ source: "model" });
  });

  test("are missing where Redis is gone, and scores are given all the same", async () => {
    const lost = openDesk(platform.db, { redisUrl: "redis://127.0.0.1:1" });
    const { id } = await leadOf(platform, home);
    expect(await ask(lost, id)).toMatchObject({ leadId: id, source: "model" });
    lost.close();
  });
});
