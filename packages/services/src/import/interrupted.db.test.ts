import { newId } from "@leadlift/db/id";
import { createModel } from "@leadlift/db/test/factories";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Context } from "../context.ts";
import { giveUp } from "../jobs/give-up.ts";
import { createTenant, type Tenant, type TestPlatform, testPlatform } from "../lead/test/tenant.ts";
import { getImport } from "./get.ts";
import { runImport } from "./run.ts";
import { startImport } from "./start.ts";
import { counts, never, rowsOf, upload } from "./test/importing.ts";

let platform: TestPlatform;
let home: Tenant;

beforeAll(async () => {
  platform = await testPlatform();
});
beforeEach(async () => {
  home = await createTenant(platform);
});
afterAll(() => platform.db.close());

describe("an interrupted import", () => {
  const file = `lead id,name,phone\n${Array.from({ length: 1_800 }, (_, i) => `${i},Person ${i},${i % 90 === 0 ? "bad" : 9_800_000_000 + i}`).join("\n")}\n`;

  const queued = async () => {
    const { importId } = await upload(home.manager, file);
    await startImport(home.manager, { importId });
    return importId;
  };
  /** The import's context, calling back after each committed batch. */
  const watched = (onBatch: (batches: number) => void): Context => {
    let batches = 0;
    const db = {
      ...platform.db,
      async withOrgSql<T>(orgId: string, work: Parameters<typeof platform.db.withOrgSql<T>>[1]) {
        let progress = false;
        const result = await platform.db.withOrgSql(orgId, (sql) =>
          work({
            query: (text, values, name) => {
              progress ||= name === "import progress";
              return sql.query(text, values, name);
            },
          }),
        );
        if (progress) onBatch(++batches);
        return result;
      },
    };
    return { ...home.system, db };
  };

  test("goes on after its last committed batch and completes once", async () => {
    const importId = await queued();
    const abort = new AbortController();
    const ctx = watched((batches) => batches === 2 && abort.abort());
    await expect(runImport(ctx, { importId }, { signal: abort.signal })).rejects.toThrow();
    const half = await getImport(home.manager, { importId });
    expect(half).toMatchObject({ status: "running", rowsRead: 1_000 });
    await runImport(home.system, { importId }, { signal: never });
    const done = await getImport(home.manager, { importId });
    expect(done.status).toBe("done");
    expect(counts(done)).toEqual({ read: 1_800, created: 1_800, updated: 0, unchanged: 0, rejected: 0 });
    expect(done.warnings).toMatchObject([{ code: "no-phone", count: 20 }]);
    expect(await rowsOf(home)).toMatchObject({ leads: 1_800, persons: 1_800 });
    await runImport(home.system, { importId }, { signal: never });
    expect(counts(await getImport(home.manager, { importId }))).toMatchObject({
      read: 1_800,
      created: 1_800,
    });
  });

  test("that is given up says so, and the rows that are in are scored", async () => {
    await createModel(platform.db, home.org);
    const importId = await queued();
    const abort = new AbortController();
    const ctx = watched((batches) => batches === 2 && abort.abort());
    await expect(runImport(ctx, { importId }, { signal: abort.signal })).rejects.toThrow();
    for (const _ of [1, 2]) await giveUp(platform, "import.run", { orgId: home.org.id, importId }, newId());
    expect(await getImport(home.manager, { importId })).toMatchObject({ status: "failed" });
    const runs = await platform.db.withOrg(home.org.id, (tx) =>
      tx.scoringRun.count({ where: { orgId: home.org.id, status: "queued" } }),
    );
    expect(runs).toBe(1);
  });

  test("that another worker has taken over writes nothing more", async () => {
    const importId = await queued();
    let taken: Promise<void> | undefined;
    const ctx = watched((batches) => {
      if (batches === 1) taken = runImport(home.system, { importId }, { signal: never });
    });
    await runImport(ctx, { importId }, { signal: never });
    await taken;
    expect(counts(await getImport(home.manager, { importId }))).toMatchObject({
      read: 1_800,
      created: 1_800,
    });
    expect(await rowsOf(home)).toMatchObject({ leads: 1_800 });
  });
});
