import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { createApiKey } from "@leadlift/services/api-key/create";
import { systemContext } from "@leadlift/services/context";
import { readEnvironment } from "@leadlift/services/environment";
import { createTenant, type TestPlatform, testPlatform } from "@leadlift/services/lead/test/tenant";
import { migrateAll, startDatabase } from "@leadlift/services/operate/database";
import { createOrganisation } from "@leadlift/services/organisation/create";
import { openPlatform } from "@leadlift/services/platform";
import { restoreScorecard } from "@leadlift/services/scorecard/put";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildServer } from "./build-server.ts";
import { startApiProcess } from "./test/api-process.ts";
import { keyOf } from "./test/open-api.ts";

const told = { lead: { source: "Referral", city: "Pune" }, persist: false, reasons: 1 };

let platform: TestPlatform;
beforeAll(async () => {
  platform = await testPlatform();
});
afterAll(() => platform.db.close());

/** Asks without end, each time about another lead, until it is told to stop; answers as they came. */
function askAll(address: string, key: string, parallel: number) {
  const answers: { status: number; receiptId?: string; at: number }[] = [];
  let over = false;
  let nth = 0;
  const askers = Array.from({ length: parallel }, async () => {
    while (!over) {
      try {
        const answer = await fetch(`${address}/v1/score`, {
          method: "POST",
          headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
          body: JSON.stringify({ ...told, lead: { ...told.lead, budget: 1_000_000 + nth++ } }),
        });
        const body: unknown = await answer.json();
        answers.push({ status: answer.status, ...receiptOf(body), at: performance.now() });
        if (answer.status !== 200) await pause(5);
      } catch {
        // Nobody answers: nothing was promised.
        await pause(5);
      }
    }
  });
  return {
    answers,
    async stop() {
      over = true;
      await Promise.all(askers);
    },
  };
}

function receiptOf(body: unknown): { receiptId?: string } {
  const id = typeof body === "object" && body !== null && "receiptId" in body ? body.receiptId : undefined;
  return typeof id === "string" ? { receiptId: id } : {};
}

async function receiptsIn(orgId: string, db: TestPlatform["db"]): Promise<Set<string>> {
  const { rows } = await db.withOrgSql(orgId, (sql) =>
    sql.query<{ id: string }>("select id from receipt where org_id = $1", [orgId]),
  );
  return new Set(rows.map(({ id }) => id));
}

test("killed under load, the API leaves a receipt of every score that it gave", async () => {
  const home = await createTenant(platform);
  await restoreScorecard(home.admin, { version: 0 });
  const key = await keyOf(home, "score:read");
  const { address, child: api } = await startApiProcess(platform);
  try {
    const load = askAll(address, key, 20);
    await expect.poll(() => load.answers.length, { timeout: 20_000, interval: 5 }).toBeGreaterThan(300);
    const ended = once(api, "exit");
    api.kill("SIGKILL");
    await ended;
    await load.stop();
    const given = load.answers.filter(({ status }) => status === 200);
    expect(given.length).toBeGreaterThan(250);
    const kept = await receiptsIn(home.org.id, platform.db);
    expect(given.filter(({ receiptId }) => !receiptId || !kept.has(receiptId))).toEqual([]);
  } finally {
    api.kill("SIGKILL");
  }
});

test("while its database restarts it says so, promises nothing, and goes on by itself", {
  timeout: 120_000,
}, async () => {
  const dataDir = await mkdtemp(join(tmpdir(), "leadlift-restart-"));
  const variables = {
    LEADLIFT_DATA_DIR: dataDir,
    LEADLIFT_ADDRESS_PER_SECOND: "100000",
    LOG_LEVEL: "silent",
  };
  const env = readEnvironment(variables, dataDir);
  let database = await startDatabase(env);
  try {
    await migrateAll(env, database.url);
    const own = await openPlatform(
      readEnvironment({ ...variables, DATABASE_URL: database.url, LEADLIFT_KEY_FILE: env.keyFile }, dataDir),
      "test",
    );
    const { orgId } = await createOrganisation(own, { name: "Restart", slug: "restart" });
    const ctx = await systemContext(own, orgId);
    const { key } = await createApiKey(ctx, {
      kind: "secret",
      name: "Test",
      scopes: ["score:read"],
      perSecond: 100_000,
    });
    const app = buildServer(own);
    const address = await app.listen({ port: 0, host: "127.0.0.1" });
    const load = askAll(address, key, 10);
    const given = () => load.answers.filter(({ status }) => status === 200);
    await expect.poll(() => given().length, { timeout: 20_000, interval: 5 }).toBeGreaterThan(100);
    await database.stop();
    const refused = () => load.answers.filter(({ status }) => status === 503);
    await expect.poll(() => refused().length, { timeout: 20_000, interval: 5 }).toBeGreaterThan(10);
    database = await startDatabase(env);
    const back = performance.now();
    const again = () => given().find(({ at }) => at > back);
    await expect.poll(() => again() !== undefined, { timeout: 20_000, interval: 5 }).toBe(true);
    await load.stop();
    console.info(`Scores again ${Math.round((again()?.at ?? 0) - back)} ms after the database was back.`);
    expect(new Set(load.answers.map(({ status }) => status))).toEqual(new Set([200, 503]));
    const { rows } = await own.db.withOrgSql(orgId, (sql) =>
      sql.query<{ id: string }>("select id from receipt where org_id = $1", [orgId]),
    );
    const kept = new Set(rows.map(({ id }) => id));
    expect(given().filter(({ receiptId }) => !receiptId || !kept.has(receiptId))).toEqual([]);
    await app.close();
    await own.close();
  } finally {
    await database.stop().catch(() => undefined);
    await rm(dataDir, { recursive: true, force: true });
  }
});
