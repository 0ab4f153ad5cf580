import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Database, openDatabase } from "./connect.ts";
import { openCluster } from "./embedded/cluster.ts";
import { findPrograms } from "./embedded/programs.ts";
import { type EmbeddedServer, removeEmbedded, startEmbedded } from "./embedded.ts";
import { type Keyring, loadKeyFile } from "./keyring.ts";
import { migrate } from "./migrate/run.ts";
import { createOrganisation, type TestOrganisation } from "./test/factories.ts";

/** A standby as an operator makes one: a copy of the cluster's folder that follows the first by streaming. */
let folders: [string, string];
let keyring: Keyring;
let primary: EmbeddedServer;
let standby: EmbeddedServer;
let db: Database;
let org: TestOrganisation;

beforeAll(async () => {
  folders = [
    await mkdtemp(join(tmpdir(), "leadlift-primary-")),
    await mkdtemp(join(tmpdir(), "leadlift-standby-")),
  ];
  const [first, second] = folders;
  keyring = loadKeyFile(join(first, "leadlift.key"), { create: true });
  primary = await startEmbedded({ dataDir: first });
  await migrate({ ownerUrl: primary.url, keyring });
  await primary.stop();
  await copyCluster(first, second);
  primary = await startEmbedded({ dataDir: first });
  standby = await startStandby();
  db = await openDatabase({
    url: primary.url,
    replicaUrl: standby.url,
    keyring,
    applicationName: "leadlift test",
    poolSize: 2,
  });
  org = await createOrganisation(db);
});
afterAll(async () => {
  await db?.close();
  await standby?.stop();
  await primary?.stop();
  for (const dataDir of folders) {
    await removeEmbedded({ dataDir });
    await rm(dataDir, { recursive: true, force: true });
  }
});

async function copyCluster(from: string, to: string): Promise<void> {
  await cp(join(from, "postgres.json"), join(to, "postgres.json"));
  const { folder } = await findPrograms();
  const [source, copy] = [openCluster(folder, from, undefined), openCluster(folder, to, undefined)];
  await cp(source.runner.folder, copy.runner.folder, { recursive: true, preserveTimestamps: true });
  await writeFile(join(copy.data, "standby.signal"), "");
}

async function startStandby(): Promise<EmbeddedServer> {
  const { hostname, port, username, password } = new URL(primary.url);
  const primary_conninfo = `host=${hostname} port=${port} user=${username} password=${decodeURIComponent(password)}`;
  return startEmbedded({ dataDir: folders[1], settings: { primary_conninfo } });
}

/** What is read, and where. */
const read = () =>
  db.withReplicaSql(org.id, async (sql) => {
    const { rows } = await sql.query<{ standby: boolean; keys: string[] }>(
      "select pg_is_in_recovery() as standby, array(select key from attribute order by key) as keys",
    );
    return rows[0] ?? { standby: null, keys: [] };
  });
const fromStandby = async () => (await read()).standby;
const patience = { timeout: 30_000, interval: 50 };
const addAttribute = (key: string) =>
  db.withOrg(org.id, (tx) =>
    tx.attribute.create({ data: { orgId: org.id, key, label: key, kind: "text", position: 1 } }),
  );

async function onStandby(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: standby.url });
  await client.connect();
  await client.query(sql);
  await client.end();
}

test("a standby that keeps up is read from, by one organisation its own rows only", async () => {
  await addAttribute("a");
  await expect.poll(read, patience).toEqual({ standby: true, keys: ["a"] });
  const other = await createOrganisation(db);
  await expect.poll(fromStandby, patience).toBe(true);
  const seen = await db.withReplicaSql(other.id, (sql) => sql.query("select key from attribute"));
  expect(seen.rows).toEqual([]);
});

test("nothing can be written through it, wherever it reads", async () => {
  const write = () =>
    db.withReplicaSql(org.id, (sql) => sql.query("update attribute set label = 'x' where key = 'a'"));
  await expect.poll(fromStandby, patience).toBe(true);
  await expect(write()).rejects.toThrow(/read-only/);
});

test("a standby that lags ten seconds is not read from, so nothing stale is told", async () => {
  await onStandby("alter system set recovery_min_apply_delay = '10s'");
  await onStandby("select pg_reload_conf()");
  await addAttribute("just now");
  await expect.poll(fromStandby, patience).toBe(false);
  for (let time = 0; time < 20; time++) expect((await read()).keys).toContain("just now");
  await onStandby("alter system reset recovery_min_apply_delay");
  await onStandby("select pg_reload_conf()");
  await expect.poll(read, patience).toEqual({ standby: true, keys: ["a", "just now"] });
});

test("without its standby the primary answers, and the standby again when it is back", async () => {
  await expect.poll(fromStandby, patience).toBe(true);
  await standby.stop();
  await addAttribute("b");
  expect(await read()).toEqual({ standby: false, keys: ["a", "b", "just now"] });
  standby = await startStandby();
  await expect.poll(read, patience).toEqual({ standby: true, keys: ["a", "b", "just now"] });
});
