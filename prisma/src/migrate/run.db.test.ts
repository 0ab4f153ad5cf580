import { spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject, it } from "vitest";
import { openDatabase } from "../connect.ts";
import { loadKeyFile } from "../keyring.ts";
import { type FreshDatabase, freshDatabase } from "../test/fresh-database.ts";
import { newestMigration } from "./newest.ts";
import { migrate } from "./run.ts";

let folder: string;
let database: FreshDatabase;
const { keyFile } = inject("leadliftDatabase");
const keyring = loadKeyFile(keyFile, { create: false });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "leadlift-migrations-"));
});
afterAll(() => rm(folder, { recursive: true }));
beforeEach(async () => {
  database = await freshDatabase();
});
afterEach(() => database.drop());

async function history(): Promise<unknown[]> {
  const { rows } = await database.owner.query(
    "select migration_name, length(checksum) as checksum, finished_at >= started_at as finished, applied_steps_count as steps, rolled_back_at, logs from _prisma_migrations order by 1",
  );
  return rows;
}

async function ownMigrations(name: string, extra: Record<string, string>): Promise<string> {
  const target = join(folder, name);
  await cp(join(import.meta.dirname, "..", "..", "migrations"), target, { recursive: true });
  for (const [migration, sql] of Object.entries(extra)) {
    await mkdir(join(target, migration), { recursive: true });
    await writeFile(join(target, migration, "migration.sql"), sql);
  }
  return target;
}

it("applies each migration once when two start at the same moment", async () => {
  const both = await Promise.all([1, 2].map(() => migrate({ ownerUrl: database.ownerUrl, keyring })));
  const [worked, waited] = both.map(({ applied }) => applied).sort((a, b) => b.length - a.length);
  expect(waited).toEqual([]);
  expect(worked?.length).toBeGreaterThan(5);
  expect(await history()).toEqual(
    worked?.map((name) => ({
      migration_name: name,
      checksum: 64,
      finished: true,
      steps: 1,
      rolled_back_at: null,
      logs: null,
    })),
  );
});

it("leaves nothing of a migration that fails, and says which and where", async () => {
  const broken = await ownMigrations("broken", {
    "99990101000000_broken": "create table half (id int);\ncreate tabel other (id int);",
  });
  await expect(migrate({ ownerUrl: database.ownerUrl, keyring, folder: broken })).rejects.toThrow(
    /99990101000000_broken failed and left nothing behind: syntax error.*line 2/,
  );
  const { rows } = await database.owner.query("select to_regclass('half') as half");
  expect(rows).toEqual([{ half: null }]);
  expect(JSON.stringify(await history())).not.toContain("broken");
});

it("leaves nothing half-applied when it is killed, and lets the next one work", async () => {
  const slow = await ownMigrations("slow", {
    "99990101000000_slow": "create table half (id int); select pg_sleep(300);",
  });
  const fixture = join(import.meta.dirname, "..", "test", "migrate-process.ts");
  const child = spawn(process.execPath, ["--import", "tsx", fixture, database.ownerUrl, keyFile, slow]);
  const sleeping =
    "select 1 from pg_stat_activity where datname = current_database() and query like '%pg_sleep(300)%' and pid <> pg_backend_pid()";
  while ((await database.owner.query(sleeping)).rowCount === 0) await pause(50);
  child.kill("SIGKILL");
  await once(child, "exit");

  const { applied } = await migrate({ ownerUrl: database.ownerUrl, keyring });
  expect(applied).toEqual([]);
  const { rows } = await database.owner.query("select to_regclass('half') as half");
  expect(rows).toEqual([{ half: null }]);
});

it("refuses a migration that was changed after it had been applied", async () => {
  await migrate({ ownerUrl: database.ownerUrl, keyring });
  const changed = await ownMigrations("changed", { "20261123000100_roles": "select 1" });
  await expect(migrate({ ownerUrl: database.ownerUrl, keyring, folder: changed })).rejects.toThrow(
    "The migration 20261123000100_roles was changed after it had been applied",
  );
});

it("refuses another key file with a sentence, and changes nothing", async () => {
  await migrate({ ownerUrl: database.ownerUrl, keyring });
  const other = loadKeyFile(join(folder, "other.key"), { create: true });
  await expect(migrate({ ownerUrl: database.ownerUrl, keyring: other })).rejects.toThrow(
    /^The database was made with another key file than .*other\.key: put the original back/,
  );
  const open = (key: typeof keyring) =>
    openDatabase({ url: database.ownerUrl, keyring: key, applicationName: "key test" });
  await expect(open(other)).rejects.toThrow(/another key file/);
  const right = await open(keyring);
  await right.close();
});

it("refuses roles of a server that another installation made", async () => {
  const other = loadKeyFile(join(folder, "stranger.key"), { create: true });
  await expect(migrate({ ownerUrl: database.ownerUrl, keyring: other })).rejects.toThrow(
    /roles of this PostgreSQL server belong to a LeadLift with another key file/,
  );
});

it("is asked for by a sentence where it has not run", async () => {
  await expect(
    openDatabase({ url: database.ownerUrl, keyring, applicationName: "too early" }),
  ).rejects.toThrow("The database has not been migrated: run the migrate step first.");
});

it("is asked for by a sentence where the database is older than the program", async () => {
  await migrate({ ownerUrl: database.ownerUrl, keyring });
  const open = () => openDatabase({ url: database.ownerUrl, keyring, applicationName: "after an update" });
  const older = /^The database is older than this program/;
  await database.owner.query("delete from _prisma_migrations where migration_name = $1", [newestMigration]);
  await expect(open()).rejects.toThrow(older);
  await database.owner.query("drop function installation.newest_migration()");
  await expect(open()).rejects.toThrow(older);
});
