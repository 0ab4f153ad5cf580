import { createHash, randomUUID } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import { type Keyring, otherKeyFile } from "../keyring.ts";
import { letRolesIn } from "../roles.ts";
import { asUnavailable } from "../unavailable.ts";

// The lock of Prisma's own migrate, so that the official CLI and this runner never work at once.
const prismaLock = 72707369;

const migrationsFolder = join(import.meta.dirname, "..", "..", "migrations");

/** A migration cannot be applied; the message says which and why in one sentence. */
export class MigrationError extends Error {
  override name = "MigrationError";
}

export interface MigrateOptions {
  ownerUrl: string;
  keyring: Keyring;
  onStep?: (name: string) => void;
  /** for tests of the runner itself */
  folder?: string;
}

interface Migration {
  name: string;
  sql: string;
  checksum: string;
}

/**
 * Applies the migrations that are missing and lets the roles in.
 * Several starters may call it at once: one works, the others wait and find the work done.
 */
export async function migrate(options: MigrateOptions): Promise<{ applied: string[] }> {
  const migrations = await readMigrations(options.folder ?? migrationsFolder);
  const owner = new pg.Client({ connectionString: options.ownerUrl, application_name: "leadlift migrate" });
  owner.on("error", () => undefined);
  try {
    await owner.connect();
    // The session of a migrator that was killed ends soon, and with it the lock. Not every system can tell.
    await owner.query("set client_connection_check_interval = 1000").catch(() => undefined);
    await takeLock(owner, options.onStep);
    await checkKey(owner, options.keyring);
    const applied = await applyMissing(owner, migrations, options.onStep);
    await rememberKey(owner, options.keyring);
    await letRolesIn(owner, options.ownerUrl, options.keyring);
    return { applied };
  } catch (error) {
    throw asUnavailable(error);
  } finally {
    await owner.end().catch(() => undefined);
  }
}

async function readMigrations(folder: string): Promise<Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => {
      const bytes = await readFile(join(folder, name, "migration.sql"));
      return {
        name,
        sql: bytes.toString("utf8"),
        checksum: createHash("sha256").update(bytes).digest("hex"),
      };
    }),
  );
}

async function takeLock(owner: pg.Client, onStep: MigrateOptions["onStep"]): Promise<void> {
  const { rows } = await owner.query<{ taken: boolean }>("select pg_try_advisory_lock($1) as taken", [
    prismaLock,
  ]);
  if (rows[0]?.taken) return;
  onStep?.("waiting for another migration to finish");
  await owner.query("select pg_advisory_lock($1)", [prismaLock]);
}

async function applyMissing(
  owner: pg.Client,
  migrations: Migration[],
  onStep: MigrateOptions["onStep"],
): Promise<string[]> {
  await owner.query(historyTable);
  const { rows } = await owner.query<{ migration_name: string; checksum: string; finished: boolean }>(
    `select migration_name, checksum, finished_at is not null as finished
       from _prisma_migrations where rolled_back_at is null`,
  );
  const history = new Map(rows.map((row) => [row.migration_name, row]));

  const applied: string[] = [];
  for (const migration of migrations) {
    const earlier = history.get(migration.name);
    if (earlier && !earlier.finished) {
      throw new MigrationError(
        `The migration ${migration.name} was begun by Prisma and never finished: see "prisma migrate resolve".`,
      );
    }
    if (earlier && earlier.checksum !== migration.checksum) {
      throw new MigrationError(
        `The migration ${migration.name} was changed after it had been applied: restore its file and write a new migration instead.`,
      );
    }
    if (earlier) continue;
    onStep?.(migration.name);
    await applyOne(owner, migration);
    applied.push(migration.name);
  }
  return applied;
}

async function applyOne(owner: pg.Client, migration: Migration): Promise<void> {
  const startedAt = new Date();
  await owner.query("begin");
  try {
    await owner.query(migration.sql);
    await owner.query(
      `insert into _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       values ($1, $2, $3, $4, clock_timestamp(), 1)`,
      [randomUUID(), migration.checksum, migration.name, startedAt],
    );
    await owner.query("commit");
  } catch (error) {
    await owner.query("rollback").catch(() => undefined);
    if (asUnavailable(error) !== error || !(error instanceof pg.DatabaseError)) throw error;
    throw new MigrationError(
      `The migration ${migration.name} failed and left nothing behind: ${error.message}${lineOf(error, migration.sql)}.`,
      { cause: error },
    );
  }
}

function lineOf(error: pg.DatabaseError, sql: string): string {
  if (!error.position) return "";
  return ` (line ${sql.slice(0, Number(error.position)).split("\n").length})`;
}

async function checkKey(owner: pg.Client, keyring: Keyring): Promise<void> {
  const { rows: tables } = await owner.query(
    "select 1 where to_regclass('installation.key_check') is not null",
  );
  if (tables.length === 0) return;
  const { rows } = await owner.query<{ value: Buffer }>("select value from installation.key_check");
  const kept = rows[0]?.value;
  if (kept && !kept.equals(keyring.checkValue)) throw otherKeyFile(keyring);
}

async function rememberKey(owner: pg.Client, keyring: Keyring): Promise<void> {
  await owner.query("insert into installation.key_check (value) values ($1) on conflict do nothing", [
    keyring.checkValue,
  ]);
}

const historyTable = `
  create table if not exists _prisma_migrations (
    id                  varchar(36) primary key not null,
    checksum            varchar(64) not null,
    finished_at         timestamptz,
    migration_name      varchar(255) not null,
    logs                text,
    rolled_back_at      timestamptz,
    started_at          timestamptz not null default now(),
    applied_steps_count integer not null default 0
  )`;
