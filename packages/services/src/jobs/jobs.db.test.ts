import { type ChildProcess, spawn } from "node:child_process";
import { DatabaseUnavailable } from "@leadlift/db/database-unavailable";
import { newId } from "@leadlift/db/id";
import { createOrganisation, type TestOrganisation } from "@leadlift/db/test/factories";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, expectTypeOf, test } from "vitest";
import { ServiceError } from "../errors.ts";
import { openQueueBackend, type QueueBackend, type QueueSource } from "./backend.ts";
import type { JobName } from "./catalogue.ts";
import { promiseJob } from "./promise.ts";
import { queueSource } from "./queue.ts";
import { reconcile } from "./reconcile.ts";
import { relayBatch, startRelay } from "./relay.ts";
import { type JobHandlers, runJob } from "./run.ts";
import { asOwner, type OwnPlatform, ownPlatform } from "./test/own-platform.ts";
import { type RedisServer, redisServerPath, said, startRedis } from "./test/redis-server.ts";
import { startWork } from "./work.ts";

const redisPath = redisServerPath();
if (!redisPath)
  console.warn("Redis is not installed (apt-get install redis-server): its half of this suite is skipped.");

const patience = { timeout: 20_000, interval: 50 };

interface OutboxRow {
  attempts: number;
  published: boolean;
  finished: boolean;
}

describe.each(["postgres", "redis"] as const)("jobs on %s", (kind) => {
  describe.skipIf(kind === "redis" && !redisPath)("queue", () => {
    let redis: RedisServer | undefined;
    let platform: OwnPlatform;
    let org: TestOrganisation;
    let source: QueueSource;
    const open: { close(): Promise<void> }[] = [];

    beforeAll(async () => {
      if (kind === "redis" && redisPath) redis = await startRedis(redisPath);
      platform = await ownPlatform(redis ? { REDIS_URL: redis.url } : {});
      source = queueSource(platform.env, platform.db);
    });
    beforeEach(async () => {
      org = await createOrganisation(platform.db);
    });
    afterEach(async () => {
      for (const each of open.splice(0).reverse()) await each.close();
      await asOwner(platform.ownerUrl, "alter table outbox no force row level security");
      await asOwner(platform.ownerUrl, "delete from outbox");
    });
    afterAll(async () => {
      await platform?.close();
      await redis?.stop();
    });

    const later = <T extends { close(): Promise<void> }>(resource: T): T => {
      open.push(resource);
      return resource;
    };
    const backend = async (): Promise<QueueBackend> => later(await openQueueBackend(source, platform.log));
    const work = (queue: QueueBackend, some: Partial<JobHandlers>) => {
      const unexpected = () => Promise.reject(new Error("no such job was promised"));
      const handlers: JobHandlers = {
        "model.train": unexpected,
        "organisation.score": unexpected,
        "lead.score": unexpected,
        "import.run": unexpected,
        "import.undo": unexpected,
        "mail.send": unexpected,
        "sample.remove": unexpected,
        "push.send": unexpected,
        "webhook.deliver": unexpected,
        "lead.refold": unexpected,
        "lead.enrich": unexpected,
        "features.precompute": unexpected,
        ...some,
      };
      return later(startWork(platform, queue, handlers));
    };
    const promiseLead = (leadId = newId()) =>
      platform.db.withOrg(org.id, (tx) =>
        promiseJob(tx, { orgId: org.id }, "lead.score", { orgId: org.id, leadId }),
      );
    const outbox = (): Promise<OutboxRow[]> =>
      platform.db.withOrgSql(org.id, async (sql) => {
        const { rows } = await sql.query<OutboxRow & Record<string, unknown>>(
          "select attempts, published_at is not null as published, finished_at is not null as finished from outbox",
        );
        return rows;
      });
    const allFinished = () =>
      expect.poll(async () => (await outbox()).every((row) => row.finished), patience).toBe(true);

    test("a promised job runs once, with its payload, and is marked as finished", async () => {
      const queue = await backend();
      later(await startRelay(platform.db, queue, platform.log));
      const seen: string[] = [];
      work(queue, { "lead.score": async (ctx, { leadId }) => seen.push(`${ctx.orgId} ${leadId}`) });
      const leadId = newId();
      await promiseLead(leadId);
      await allFinished();
      expect(seen).toEqual([`${org.id} ${leadId}`]);
    });

    test("a promise made through plain SQL is kept as well", async () => {
      const queue = await backend();
      later(await startRelay(platform.db, queue, platform.log));
      work(queue, { "lead.score": async () => {} });
      await platform.db.withOrgSql(org.id, (sql) =>
        promiseJob(sql, { orgId: org.id }, "lead.score", { orgId: org.id, leadId: newId() }),
      );
      await allFinished();
      expect(await outbox()).toHaveLength(1);
    });

    test("a job promised in a transaction that is rolled back never runs", async () => {
      const queue = await backend();
      const seen: string[] = [];
      const [never, sentinel] = [newId(), newId()];
      const rolledBack = platform.db.withOrg(org.id, async (tx) => {
        await promiseJob(tx, { orgId: org.id }, "lead.score", { orgId: org.id, leadId: never });
        throw new Error("changed my mind");
      });
      await expect(rolledBack).rejects.toThrow("changed my mind");
      await promiseLead(sentinel);
      later(await startRelay(platform.db, queue, platform.log));
      work(queue, { "lead.score": async (_, { leadId }) => seen.push(leadId) });
      await allFinished();
      expect(seen).toEqual([sentinel]);
    });

    test("a promise for another organisation is refused", async () => {
      const foreign = platform.db.withOrg(org.id, (tx) =>
        promiseJob(tx, { orgId: org.id }, "lead.score", { orgId: newId(), leadId: newId() }),
      );
      await expect(foreign).rejects.toThrow("another organisation");
    });

    test("two relays at once publish every promise once", async () => {
      const [one, two] = [await backend(), await backend()];
      const promised = await Promise.all(Array.from({ length: 40 }, () => promiseLead()));
      let claimed = 0;
      for (let round = 1; round > 0; ) {
        const counts = await Promise.all([relayBatch(platform.db, one), relayBatch(platform.db, two)]);
        round = counts[0] + counts[1];
        claimed += round;
      }
      expect(claimed).toBe(promised.length);
      expect((await outbox()).map((row) => row.attempts)).toEqual(promised.map(() => 1));
      const seen = new Map<string, number>();
      work(one, { "lead.score": async (_, { leadId }) => seen.set(leadId, (seen.get(leadId) ?? 0) + 1) });
      await allFinished();
      expect([...seen.values()]).toEqual(promised.map(() => 1));
    });

    test("what could not be published stays promised", async () => {
      const dead = await openQueueBackend(source, platform.log);
      await dead.close();
      await promiseLead();
      await expect(relayBatch(platform.db, dead)).rejects.toThrow();
      expect(await outbox()).toMatchObject([{ published: false }]);
      const queue = await backend();
      expect(await relayBatch(platform.db, queue)).toBe(1);
      expect(await outbox()).toMatchObject([{ published: true }]);
      work(queue, { "lead.score": async () => {} });
      await allFinished();
    });

    test("a payload that the catalogue does not know is never run and never repeated", async () => {
      const queue = await backend();
      const id = newId();
      await queue.add({ id, job: "lead.score", data: { orgId: org.id }, attempts: 5, backoffMs: 10 });
      let runs = 0;
      work(queue, { "lead.score": async () => runs++ });
      await expect.poll(() => queue.stateOf("lead.score", id), patience).toBe("failed");
      expect(runs).toBe(0);
    });

    test("a job that fails is repeated and then finished", async () => {
      const queue = await backend();
      later(await startRelay(platform.db, queue, platform.log));
      let runs = 0;
      work(queue, {
        "lead.score": async () => {
          if (++runs === 1) throw new Error("the first time never works");
        },
      });
      await promiseLead();
      await allFinished();
      expect(runs).toBe(2);
    });

    test("a job that finds the database away goes back to the queue and uses up no attempt", async () => {
      const queue = await backend();
      later(await startRelay(platform.db, queue, platform.log));
      await promiseLead();
      const attempts: number[] = [];
      const restarting = async () => {
        if (attempts.length < 3) throw new DatabaseUnavailable(new Error("restarting"));
      };
      const { signal } = new AbortController();
      later(
        queue.work("lead.score", {
          concurrency: 1,
          run(run) {
            attempts.push(run.attempt);
            return runJob(platform, "lead.score", restarting, run, signal);
          },
          onAbandoned: () => {},
          onError: () => {},
        }),
      );
      await allFinished();
      expect(attempts).toEqual([1, 1, 1]);
    });

    test("a job that is refused is given up at once, and its run says why", async () => {
      const queue = await backend();
      later(await startRelay(platform.db, queue, platform.log));
      let runs = 0;
      work(queue, {
        "model.train": async () => {
          runs++;
          throw new ServiceError("BAD_INPUT", { worded: "All leads are won." });
        },
      });
      const trainingRunId = newId();
      await platform.db.withOrg(org.id, async (tx) => {
        const run = { status: "queued", targetStep: "won", horizonDays: 30 };
        await tx.trainingRun.create({ data: { orgId: org.id, id: trainingRunId, ...run } });
        await promiseJob(tx, { orgId: org.id }, "model.train", { orgId: org.id, trainingRunId });
      });
      await allFinished();
      const run = await platform.db.withOrg(org.id, (tx) =>
        tx.trainingRun.findUnique({ where: { orgId_id: { orgId: org.id, id: trainingRunId } } }),
      );
      expect(run).toMatchObject({ status: "failed", error: "All leads are won." });
      expect(runs).toBe(1);
    });

    test("a job that the queue lost is published again", async () => {
      const queue = await backend();
      await promiseLead();
      await platform.db.withSystem("relay outbox", (sql) =>
        sql.query("update outbox set published_at = now() - interval '10 minutes'"),
      );
      expect(await reconcile(platform, queue, 5)).toEqual({ republished: 1, givenUp: 0 });
      later(await startRelay(platform.db, queue, platform.log));
      work(queue, { "lead.score": async () => {} });
      await allFinished();
    });

    test("a job that waits in the queue is left alone", async () => {
      const queue = await backend();
      await promiseLead();
      await relayBatch(platform.db, queue);
      expect(await reconcile(platform, queue, 0)).toEqual({ republished: 0, givenUp: 0 });
      work(queue, { "lead.score": async () => {} });
      await allFinished();
    });

    test("a job interrupted by a stop runs again elsewhere, and that counts as no failure", async () => {
      const queue = await backend();
      later(await startRelay(platform.db, queue, platform.log));
      let markStarted = () => {};
      const started = new Promise<void>((resolve) => {
        markStarted = resolve;
      });
      const first = work(queue, {
        "lead.score": (_, __, { signal }) => {
          markStarted();
          return new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
        },
      });
      await promiseLead();
      await started;
      await first.close();
      expect(await outbox()).toMatchObject([{ finished: false }]);
      const attempts: number[] = [];
      const again = await backend();
      work(again, { "lead.score": async () => attempts.push(1) });
      await allFinished();
      expect(attempts).toEqual([1]);
    });

    test("the job of a worker that was killed runs again and has its effect once", {
      timeout: 60_000,
    }, async () => {
      const leadId = newId();
      const doomed = workerProcess(platform, "hang");
      const doomedStarted = said(doomed, /started/);
      await promiseLead(leadId);
      await doomedStarted;
      await killed(doomed, "SIGKILL");
      const heir = workerProcess(platform, "finish");
      await expect
        .poll(async () => (await outbox()).every((row) => row.finished), { timeout: 40_000, interval: 100 })
        .toBe(true);
      await killed(heir, "SIGKILL");
      const effects = await platform.db.withOrg(org.id, (tx) =>
        tx.auditEntry.count({ where: { action: "test.effect", subjectId: leadId } }),
      );
      expect(effects).toBe(1);
    });

    if (kind === "postgres")
      test("work goes on after the database ended every connection", async () => {
        const queue = await backend();
        later(await startRelay(platform.db, queue, platform.log));
        const seen: string[] = [];
        work(queue, { "lead.score": async (_, { leadId }) => seen.push(leadId) });
        await promiseLead();
        await allFinished();
        await asOwner(
          platform.ownerUrl,
          "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
        );
        await expect
          .poll(
            () =>
              promiseLead().then(
                () => true,
                () => false,
              ),
            patience,
          )
          .toBe(true);
        await allFinished();
        expect(seen.length).toBeGreaterThanOrEqual(2);
      });

    if (kind === "redis")
      test("a promise fails fast while Redis is away", async () => {
        const brief = await startRedis(redisPath ?? "");
        const queue = later(await openQueueBackend({ kind: "redis", url: brief.url }, platform.log));
        const job = {
          job: "lead.score",
          data: { orgId: org.id, leadId: newId() },
          attempts: 1,
          backoffMs: 1,
        } as const;
        await queue.add({ id: newId(), ...job });
        await brief.stop();
        await expect(queue.add({ id: newId(), ...job })).rejects.toThrow();
      });

    if (kind === "redis")
      test("a Redis that may evict jobs is refused with a sentence", async () => {
        const loose = await startRedis(redisPath ?? "", ["--maxmemory-policy", "allkeys-lru"]);
        await expect(openQueueBackend({ kind: "redis", url: loose.url }, platform.log)).rejects.toThrow(
          "maxmemory-policy noeviction",
        );
        await loose.stop();
        await expect(openQueueBackend({ kind: "redis", url: loose.url }, platform.log)).rejects.toThrow(
          "does not answer",
        );
      });
  });
});

test("every job has a handler, or the worker does not compile", () => {
  expectTypeOf<keyof JobHandlers>().toEqualTypeOf<JobName>();
});

function workerProcess(platform: OwnPlatform, mode: "hang" | "finish"): ChildProcess {
  const { databaseUrl, keyFile, redisUrl } = platform.env;
  return spawn(process.execPath, ["--import", "tsx", `${import.meta.dirname}/test/worker-process.ts`, mode], {
    env: {
      PATH: process.env.PATH,
      DATABASE_URL: databaseUrl ?? "",
      LEADLIFT_KEY_FILE: keyFile,
      REDIS_URL: redisUrl ?? "",
      LOG_LEVEL: "error",
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
}

function killed(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  return new Promise((resolve) => {
    child.once("close", () => resolve());
    child.kill(signal);
  });
}
