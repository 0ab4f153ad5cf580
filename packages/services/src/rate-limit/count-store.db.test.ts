import { newId } from "@leadlift/db/id";
import { type TestDatabase, testDatabase } from "@leadlift/db/test/database";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { redisServerPath, startRedis } from "../jobs/test/redis-server.ts";
import { countInRedis } from "./count-in-redis.ts";
import { type CountKind, type CountStore, countInPostgres } from "./count-store.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase({ poolSize: 1 });
});
afterAll(() => db.close());

const redisPath = redisServerPath();
if (!redisPath) console.warn("No redis-server is installed: counting in Redis is not tested.");

interface Kept {
  of(kind: CountKind): CountStore;
  close(): Promise<void>;
}

const stores: Record<string, (() => Promise<Kept>) | undefined> = {
  PostgreSQL: async () => ({ of: (kind) => countInPostgres(db, kind), close: async () => {} }),
  Redis: redisPath
    ? async () => {
        const server = await startRedis(redisPath);
        const counts = countInRedis(server.url, db);
        return {
          of: counts.of,
          async close() {
            counts.close();
            await server.stop();
          },
        };
      }
    : undefined,
};

describe.each(Object.entries(stores))("counts in %s", (_, open) => {
  let kept: Kept;
  beforeAll(async () => {
    if (open) kept = await open();
  });
  afterAll(() => kept?.close());

  test.runIf(open)("are those of all who count, each name and key apart", async () => {
    const name = `test ${newId()}`;
    const kind = { name, seconds: 60 };
    const one = kept.of(kind);
    const other = kept.of(kind);
    const elsewhere = kept.of({ ...kind, name: `${name} 2` });
    // A Redis that was just opened does not answer at once: meanwhile counts are a process's own.
    const both = async () => {
      await one.add("warm", 1);
      return (await other.add("warm", 1)).count;
    };
    await expect.poll(both, { timeout: 10_000 }).toBeGreaterThan(2);
    expect(await one.add("a", 3)).toMatchObject({ count: 3 });
    const added = await other.add("a", 4);
    expect(added.count).toBe(7);
    expect(added.endsInMs).toBeGreaterThan(50_000);
    expect(await one.add("b", 1)).toMatchObject({ count: 1 });
    expect(await elsewhere.add("a", 1)).toMatchObject({ count: 1 });
    await other.forget("a");
    expect(await one.add("a", 1)).toMatchObject({ count: 1 });
  });

  test.runIf(open)("begin anew when their window is over", async () => {
    const store = kept.of({ name: `test ${newId()}`, seconds: 1 });
    await store.add("a", 5);
    await expect.poll(async () => (await store.add("a", 1)).count, { timeout: 5_000 }).toBe(1);
  });
});

test("while the database does not answer, counts are this process's own", async () => {
  const broken = { ...db, withSystem: () => Promise.reject(new Error("no database")) };
  const store = countInPostgres(broken, { name: `test ${newId()}`, seconds: 60 });
  await store.add("a", 5);
  expect(await store.add("a", 2)).toMatchObject({ count: 7 });
});

test.runIf(redisPath)("while Redis does not answer, counts are this process's own", async () => {
  const counts = countInRedis("redis://127.0.0.1:1", db);
  const store = counts.of({ name: "test", seconds: 60 });
  await store.add("a", 5);
  expect(await store.add("a", 2)).toMatchObject({ count: 7 });
  counts.close();
});
