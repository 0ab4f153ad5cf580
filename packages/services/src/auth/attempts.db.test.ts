import { newId } from "@leadlift/db/id";
import { type TestDatabase, testDatabase } from "@leadlift/db/test/database";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Attempts } from "./attempts.ts";

let one: TestDatabase;
let other: TestDatabase;
beforeAll(async () => {
  [one, other] = await Promise.all([testDatabase({ poolSize: 1 }), testDatabase({ poolSize: 1 })]);
});
afterAll(() => Promise.all([one.close(), other.close()]));

const refused = { code: "TOO_EARLY", message: "Too many attempts. Wait a few minutes, then try again." };

test("more tries than are allowed are refused, wherever they were made", async () => {
  const key = newId();
  await new Attempts("here", 2, 600).count(one, key);
  await new Attempts("here", 2, 600).count(other, key);
  await expect(new Attempts("here", 2, 600).count(one, key)).rejects.toMatchObject(refused);
});

test("they are allowed again when the time is over", async () => {
  const brief = new Attempts("briefly", 1, 1);
  const key = newId();
  await brief.count(one, key);
  await expect.poll(() => brief.count(one, key), { interval: 50, timeout: 10_000 }).toBeUndefined();
});

test("one key's tries are not another's, nor those of something else", async () => {
  const key = newId();
  await new Attempts("this", 1, 600).count(one, key);
  await new Attempts("this", 1, 600).count(one, newId());
  await new Attempts("that", 1, 600).count(one, key);
});

test("what is forgotten counts from nothing", async () => {
  const tries = new Attempts("to forget", 1, 600);
  const key = newId();
  await tries.count(one, key);
  await tries.forget(other, key);
  await tries.count(one, key);
});

test("a try that is forgiven is none, and those before it stay", async () => {
  const tries = new Attempts("to forgive", 2, 600);
  const key = newId();
  await tries.count(one, key);
  for (let time = 0; time < 3; time++) {
    await tries.count(one, key);
    await tries.forgive(one, key);
  }
  await tries.count(one, key);
  await expect(tries.count(one, key)).rejects.toMatchObject(refused);
});

test("whose tries they are is not to be read from what is kept", async () => {
  const address = `${newId()}@attempts.example`;
  await new Attempts("read", 2, 600).count(one, address);
  const { rows } = await one.withSystem("count requests", (sql) =>
    sql.query<{ key: string }>("select key from installation.rate_count"),
  );
  expect(rows.length).toBeGreaterThan(0);
  expect(JSON.stringify(rows)).not.toContain("attempts.example");
});
