import { createApiKey } from "@leadlift/services/api-key/create";
import { revokeApiKey } from "@leadlift/services/api-key/revoke";
import {
  createTenant,
  type Tenant,
  type TestPlatform,
  testPlatform,
} from "@leadlift/services/lead/test/tenant";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildServer } from "../build-server.ts";
import { keyOf } from "../test/open-api.ts";

/** Two instances as two processes would be: each with its own connections and memory, on one database. */
let platforms: [TestPlatform, TestPlatform];
let apps: FastifyInstance[];
let home: Tenant;

async function start(platform: TestPlatform, limits: Partial<TestPlatform["env"]>): Promise<FastifyInstance> {
  const app = buildServer({ ...platform, env: { ...platform.env, ...limits } });
  await app.ready();
  return app;
}

beforeAll(async () => {
  platforms = [await testPlatform(), await testPlatform()];
  home = await createTenant(platforms[0]);
  const limits = { keyPerSecond: 3, addressPerSecond: 2, trustProxy: 1 };
  apps = await Promise.all(platforms.map((platform) => start(platform, limits)));
});
afterAll(async () => {
  await Promise.all(apps.map((app) => app.close()));
  await Promise.all(platforms.map(({ db }) => db.close()));
});

const quality = (app: FastifyInstance | undefined, key: string, ip = "198.51.100.1") => {
  if (!app) throw new Error("There is no such instance.");
  return app.inject({
    url: "/v1/quality",
    headers: { authorization: `Bearer ${key}`, "x-forwarded-for": ip },
  });
};
const statuses = async (ask: () => Promise<{ statusCode: number }>, times: number) => {
  const seen: number[] = [];
  for (let time = 0; time < times; time++) seen.push((await ask()).statusCode);
  return seen;
};

describe("a key", () => {
  test("is told what is left to it, and beyond that when to come again", async () => {
    const key = await keyOf(home, "quality:read");
    const first = await quality(apps[0], key);
    expect(first.headers).toMatchObject({
      "ratelimit-policy": '"key";q=30;w=10',
      ratelimit: '"key";r=29;t=10',
    });
    await statuses(() => quality(apps[0], key), 29);
    const refused = await quality(apps[0], key);
    expect(refused.statusCode).toBe(429);
    expect(refused.headers["content-type"]).toContain("application/problem+json");
    expect(refused.headers.ratelimit).toMatch(/^"key";r=0;t=\d+$/);
    expect(Number(refused.headers["retry-after"])).toBeGreaterThan(0);
    expect(refused.json()).toMatchObject({
      status: 429,
      code: "rate_limited",
      limit: "key",
      requests: 30,
      seconds: 10,
    });
  });

  test("may ask as often as it says itself, where it does", async () => {
    const { id, key } = await createApiKey(home.admin, {
      kind: "secret",
      name: "Slow",
      scopes: ["quality:read"],
    });
    await platforms[0].db.withOrg(home.org.id, (tx) =>
      tx.apiKey.updateMany({ where: { id }, data: { perSecond: 1 } }),
    );
    expect((await quality(apps[0], key)).headers["ratelimit-policy"]).toBe('"key";q=10;w=10');
  });

  test("used up at one instance is refused by the other once both have told of theirs", async () => {
    const key = await keyOf(home, "quality:read");
    await statuses(() => quality(apps[0], key), 30);
    const seen: number[] = [];
    const ask = async () => {
      const { statusCode } = await quality(apps[1], key);
      seen.push(statusCode);
      return statusCode;
    };
    await expect.poll(ask, { interval: 50, timeout: 9_000 }).toBe(429);
    expect(seen.length).toBeLessThan(30);
  });

  test("that is revoked is refused by both instances within a second", async () => {
    const { id, key } = await createApiKey(home.admin, {
      kind: "secret",
      name: "Gone",
      scopes: ["quality:read"],
    });
    for (const app of apps) expect((await quality(app, key)).statusCode).toBe(200);
    await revokeApiKey(home.admin, { id });
    const both = async () => {
      const answers = await Promise.all(apps.map((app) => quality(app, key)));
      return answers.map(({ statusCode }) => statusCode);
    };
    await expect.poll(both, { interval: 50, timeout: 10_000 }).toEqual([401, 401]);
  });
});

describe("an address", () => {
  test("may try keys only so often, and one that works goes on working from there", async () => {
    const ip = "198.51.100.7";
    const key = await keyOf(home, "quality:read");
    expect((await quality(apps[0], key, ip)).statusCode).toBe(200);
    const wrong = `ll_aaaaaaaaaa_${"A".repeat(43)}`;
    const seen = await statuses(() => quality(apps[0], wrong, ip), 25);
    expect(seen).toEqual([...Array<number>(20).fill(401), ...Array<number>(5).fill(429)]);
    expect((await quality(apps[0], key, ip)).statusCode).toBe(200);
    const other = await quality(apps[0], wrong, "198.51.100.8");
    expect(other.statusCode).toBe(401);
  });

  test("is not counted where machines ask whether we live", async () => {
    const ask = () =>
      apps[0]?.inject({ url: "/health/live", headers: { "x-forwarded-for": "198.51.100.9" } }) ??
      Promise.reject(new Error("There is no such instance."));
    expect(new Set(await statuses(ask, 40))).toEqual(new Set([200]));
  });
});
