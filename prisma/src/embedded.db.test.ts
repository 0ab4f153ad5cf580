import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { chmod, cp, mkdir, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openDatabase } from "./connect.ts";
import { DatabaseUnavailable } from "./database-unavailable.ts";
import { readPostmaster } from "./embedded/postmaster.ts";
import { isAlive } from "./embedded/process.ts";
import { findPrograms } from "./embedded/programs.ts";
import { chooseRunner } from "./embedded/user.ts";
import { type EmbeddedServer, removeEmbedded, startEmbedded } from "./embedded.ts";
import { newId } from "./id.ts";
import { loadKeyFile } from "./keyring.ts";
import { migrate } from "./migrate/run.ts";
import { createEvent, createLead, createOrganisation } from "./test/factories.ts";

let dataDir: string;
let cluster: string;
let running: EmbeddedServer[];
let children: ChildProcess[];

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "leadlift-embedded-"));
  cluster = join(dataDir, "postgres", "cluster");
  running = [];
  children = [];
});
afterEach(async () => {
  for (const child of children) {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill("SIGKILL");
      await once(child, "exit");
    }
  }
  await Promise.all(running.map((server) => server.stop().catch(() => undefined)));
  await removeEmbedded({ dataDir });
  await rm(dataDir, { recursive: true, force: true });
});

async function start(options: Partial<Parameters<typeof startEmbedded>[0]> = {}): Promise<EmbeddedServer> {
  const server = await startEmbedded({ dataDir, settings: { fsync: "off" }, ...options });
  running.push(server);
  return server;
}

async function ask<Row extends pg.QueryResultRow>(url: string, text: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(text)).rows;
  } finally {
    await client.end();
  }
}

async function superviseElsewhere(): Promise<{
  child: ChildProcess;
  url: string;
  nextLine(): Promise<string>;
}> {
  const fixture = join(import.meta.dirname, "test", "embedded-process.ts");
  const child = spawn(process.execPath, ["--import", "tsx", fixture, dataDir], {
    detached: true,
    stdio: ["ignore", "pipe", "inherit"],
  });
  children.push(child);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const nextLine = async () => String((await lines.next()).value);
  return { child, url: await nextLine(), nextLine };
}

describe("the embedded database", () => {
  it("keeps its data, its port and its password from one start to the next", async () => {
    const first = await start();
    await ask(first.url, "create table kept as select 42 as answer");
    await first.stop();
    const second = await start();
    expect([first.firstTime, second.firstTime]).toEqual([true, false]);
    expect(second.url).toBe(first.url);
    expect(await ask(second.url, "select answer from kept")).toEqual([{ answer: 42 }]);
  });

  it("listens on this machine only, asks for a password and keeps it to its user", async () => {
    const { url } = await start();
    const shown = await ask(
      url,
      "select current_setting('listen_addresses') as address, current_setting('unix_socket_directories') as socket, current_setting('password_encryption') as password",
    );
    expect(shown).toEqual([{ address: "127.0.0.1", socket: "", password: "scram-sha-256" }]);
    const stranger = new URL(url);
    stranger.password = "guess";
    await expect(ask(stranger.href, "select 1")).rejects.toThrow(/password authentication failed/);
    expect((await stat(join(dataDir, "postgres.json"))).mode & 0o777).toBe(0o600);
    expect((await stat(cluster)).mode & 0o777).toBe(0o700);
  });

  it("ends with stop, and leaves no process and no mark behind", async () => {
    const server = await start();
    const pid = readPostmaster(cluster)?.pid ?? 0;
    await server.stop();
    expect(isAlive(pid)).toBe(false);
    expect([existsSync(join(cluster, "postmaster.pid")), existsSync(join(dataDir, "postgres.lock"))]).toEqual(
      [false, false],
    );
  });

  it("refuses a second supervisor with a sentence, and goes on", async () => {
    const { url } = await start();
    await expect(startEmbedded({ dataDir })).rejects.toThrow(
      `LeadLift is already running on this data (process ${process.pid}): stop that one first, or set LEADLIFT_DATA_DIR to another folder.`,
    );
    expect(await ask(url, "select 1 as one")).toEqual([{ one: 1 }]);
  });

  it("is adopted as it runs when its supervisor was killed", async () => {
    const { child, url } = await superviseElsewhere();
    const begun = await ask(url, "select pg_postmaster_start_time() as at");
    child.kill("SIGKILL");
    await once(child, "exit");
    const server = await start();
    expect(server.url).toBe(url);
    expect(await ask(server.url, "select pg_postmaster_start_time() as at")).toEqual(begun);
    await server.stop();
    await expect(ask(url, "select 1")).rejects.toThrow();
  });

  it("is not ended by Ctrl-C before its supervisor ends it", async () => {
    const { child, url, nextLine } = await superviseElsewhere();
    process.kill(-(child.pid ?? 0), "SIGINT");
    expect(await nextLine()).toBe("interrupted");
    expect(await ask(url, "select 1 as one")).toEqual([{ one: 1 }]);
  });

  it("starts again after it was killed itself, whatever now bears its number", async () => {
    const first = await start();
    await ask(first.url, "create table kept as select 1 as one");
    process.kill(readPostmaster(cluster)?.pid ?? 0, "SIGKILL");
    await first.stop();
    const left = (await readFile(join(cluster, "postmaster.pid"), "utf8")).split("\n");
    await writeFile(join(cluster, "postmaster.pid"), [String(process.pid), ...left.slice(1)].join("\n"));
    const second = await start();
    expect(await ask(second.url, "select one from kept")).toEqual([{ one: 1 }]);
  });

  it("begins anew where the making of its cluster was cut off", async () => {
    await mkdir(`${cluster}.new`, { recursive: true });
    await writeFile(join(`${cluster}.new`, "PG_VERSION"), "18");
    const server = await start();
    expect([server.firstTime, existsSync(`${cluster}.new`)]).toEqual([true, false]);
  });

  it("takes another port when its own is taken meanwhile, but not instead of one that was asked for", async () => {
    const first = await start();
    const port = Number(new URL(first.url).port);
    await first.stop();
    const other = createServer().listen(port, "127.0.0.1");
    await once(other, "listening");
    await expect(start({ port })).rejects.toThrow(
      `Port ${port} is taken by another program: stop it, or choose another port.`,
    );
    const second = await start();
    expect(new URL(second.url).port).not.toBe(String(port));
    other.close();
  });

  it("refuses the data of another PostgreSQL with a sentence", async () => {
    await mkdir(cluster, { recursive: true });
    await writeFile(join(cluster, "PG_VERSION"), "15\n");
    await writeFile(join(dataDir, "postgres.json"), JSON.stringify({ password: "x".repeat(32), port: null }));
    await expect(start()).rejects.toThrow(/was made by PostgreSQL 15 and this LeadLift brings 18/);
  });

  it("says where it may not write", async () => {
    await expect(startEmbedded({ dataDir: "/sys/leadlift" })).rejects.toThrow(
      /^LeadLift may not write to \/sys\/leadlift: give its user that permission/,
    );
  });

  it("is gone with everything in it when removed", async () => {
    const server = await start();
    await server.stop();
    await removeEmbedded({ dataDir });
    expect([existsSync(cluster), existsSync(join(dataDir, "postgres.json"))]).toEqual([false, false]);
    expect((await start()).firstTime).toBe(true);
  });
});

describe.skipIf(process.getuid?.() !== 0)("as root", () => {
  it.each(["namespace", "copy"] as const)(
    "runs below a folder that only root may enter (%s)",
    async (rootMode) => {
      const first = await start({ rootMode });
      await ask(first.url, "create table kept as select 1 as one");
      await first.stop();
      // Whatever is possible on the next day, the cluster is found where it was made.
      const second = await start();
      expect(second.firstTime).toBe(false);
      expect(await ask(second.url, "select one from kept")).toEqual([{ one: 1 }]);
    },
  );

  it("keeps a cluster made in place when it is run in another manner", async () => {
    await chmod(dataDir, 0o755);
    for (const rootMode of ["copy", "namespace", "copy"] as const) {
      const server = await start({ rootMode });
      await ask(server.url, "create table if not exists kept as select 1 as one");
      await server.stop();
    }
    expect((await start()).firstTime).toBe(false);
  });

  it("copies the programs where a plain user cannot reach them", async () => {
    const hidden = join(dataDir, "programs");
    await cp((await findPrograms()).folder, hidden, { recursive: true, verbatimSymlinks: true });
    const runner = chooseRunner(hidden, join(dataDir, "postgres"), "copy");
    const { file, args, options } = runner.command("initdb", ["--version"]);
    const run = spawnSync(file, args, { ...options, encoding: "utf8" });
    await rm(runner.programs, { recursive: true });
    expect(runner.programs).not.toBe(hidden);
    expect(run.stdout).toMatch(/^initdb \(PostgreSQL\) 18/);
  });
});

describe("a server that restarts", () => {
  it("is met with DatabaseUnavailable while it is down, and with no other connection afterwards", async () => {
    const first = await start();
    const keyring = loadKeyFile(join(dataDir, "leadlift.key"), { create: true });
    await migrate({ ownerUrl: first.url, keyring });
    const broken: Error[] = [];
    const db = await openDatabase({
      url: first.url,
      keyring,
      applicationName: "restart",
      onConnectionError: (error) => broken.push(error),
    });
    try {
      const org = await createOrganisation(db);
      const heard: string[] = [];
      await db.listen("leadlift_outbox", (payload) => heard.push(payload));
      const cut = db.withOrgSql(org.id, async (sql) => {
        await sql.query("select 1");
        await first.stop();
        await sql.query("select 1");
      });
      await expect(cut).rejects.toThrow(DatabaseUnavailable);
      const count = () => db.withOrg(org.id, (tx) => tx.organisation.count());
      const countSql = () => db.withOrgSql(org.id, (sql) => sql.query("select 1"));
      const list = () => db.withSystem("list organisations", (sql) => sql.query("select 1"));
      for (const door of [count, countSql, list]) await expect(door()).rejects.toThrow(DatabaseUnavailable);

      await start();
      expect(await count()).toBe(1);
      await countSql();
      await list();
      await db.authPool.query("select 1");
      expect(broken.length).toBeGreaterThan(0);
      // Notifications come back by themselves; how soon is not promised.
      while (heard.length === 0) {
        await db.withOrg(org.id, (tx) =>
          tx.outbox.create({ data: { orgId: org.id, id: newId(), job: "test", payload: {} } }),
        );
      }
    } finally {
      await db.close();
    }
  });

  it("does not let a fault of the work itself pass for one of the database", async () => {
    const server = await start();
    const keyring = loadKeyFile(join(dataDir, "leadlift.key"), { create: true });
    await migrate({ ownerUrl: server.url, keyring });
    const db = await openDatabase({ url: server.url, keyring, applicationName: "fault" });
    const fault = Object.assign(new Error("their API is down"), { code: "ECONNREFUSED" });
    const work = () => Promise.reject(fault);
    await expect(db.withOrg(newId(), work)).rejects.toBe(fault);
    await expect(db.withOrgSql(newId(), work)).rejects.toBe(fault);
    await db.close();
  });
});

it("is migrated by an owner that is no superuser but may make roles, and forgets as much for it", async () => {
  const server = await start();
  await ask(server.url, "create role plain_owner login createrole password 'plain'");
  await ask(server.url, "create database plain owner plain_owner");
  const url = new URL(server.url);
  url.username = "plain_owner";
  url.password = "plain";
  url.pathname = "/plain";
  const keyring = loadKeyFile(join(dataDir, "leadlift.key"), { create: true });
  await migrate({ ownerUrl: url.href, keyring });
  expect(await migrate({ ownerUrl: url.href, keyring })).toEqual({ applied: [] });
  const db = await openDatabase({ url: url.href, keyring, applicationName: "plain owner" });
  const org = await createOrganisation(db);
  expect(await db.withOrg(org.id, (tx) => tx.organisation.count())).toBe(1);
  const [first, second, third] = [
    await createLead(db, org),
    await createLead(db, org),
    await createLead(db, org),
  ];
  for (const { id } of [first, second, third]) await createEvent(db, org, { leadId: id });
  const asSuperuser = new URL(server.url);
  asSuperuser.pathname = "/plain";
  const eventsLeft = () => ask(asSuperuser.href, "select 1 from event");
  await db.withOrg(org.id, (tx) => tx.lead.deleteMany({ where: { id: first.id } }));
  expect(await eventsLeft()).toHaveLength(2);
  await db.withOrg(org.id, (tx) => tx.person.deleteMany({ where: { id: second.personId } }));
  expect(await eventsLeft()).toHaveLength(1);
  await db.withOrg(org.id, (tx) => tx.organisation.deleteMany({ where: { id: org.id } }));
  expect(await eventsLeft()).toHaveLength(0);
  await db.close();
});
