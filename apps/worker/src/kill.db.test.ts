import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ownPlatform } from "@leadlift/services/jobs/test/own-platform";
import { requestTraining } from "@leadlift/services/model/request-training";
import { asUser, learnableOrganisation } from "@leadlift/services/training/test/learnable-organisation";
import { expect, onTestFinished, test } from "vitest";

const leads = 6000;
const patience = { timeout: 120_000, interval: 20 };

interface State {
  training: { status: string; attempt: number; progress: number };
  scoring: { status: string; attempt: number; done: number; total: number } | undefined;
  models: number;
  scored: number;
  scores: number;
}

test("a worker killed while it trains, and again while it scores, finishes both once after its restart", {
  timeout: 300_000,
}, async () => {
  const platform = await ownPlatform();
  onTestFinished(() => platform.close());
  const organisation = await learnableOrganisation(platform.db, { leads });
  const state = () => read(platform.db, organisation.id);
  const startWorker = await workerOf(platform.env);

  await requestTraining(await asUser(platform, organisation, "admin"), {});
  const first = await startWorker();
  await expect.poll(async () => (await state()).training.progress, patience).toBeGreaterThan(0.1);
  await kill(first);
  expect(await state()).toMatchObject({ training: { status: "running", attempt: 1 }, models: 0 });

  const second = await startWorker();
  await expect.poll(async () => (await state()).scoring?.done ?? 0, patience).toBeGreaterThan(0);
  await kill(second);
  const killed = await state();
  expect(killed).toMatchObject({ training: { status: "done", attempt: 2 }, models: 1 });
  expect(killed.scoring).toMatchObject({ status: "running", attempt: 1 });
  expect(killed.scored).toBeLessThan(leads);

  await startWorker();
  await expect.poll(async () => (await state()).scoring?.status, patience).toBe("done");
  expect(await state()).toEqual({
    training: { status: "done", attempt: 2, progress: 1 },
    scoring: { status: "done", attempt: 2, done: leads, total: leads },
    models: 1,
    scored: leads,
    scores: leads,
  });
});

/** How to start the real worker on this database; whatever still runs is killed when the test ends. */
async function workerOf(env: {
  databaseUrl: string | null;
  keyFile: string;
}): Promise<() => Promise<ChildProcess>> {
  const dataDir = await mkdtemp(join(tmpdir(), "leadlift-worker-"));
  const running = new Set<ChildProcess>();
  onTestFinished(async () => {
    await Promise.all([...running].map(kill));
    await rm(dataDir, { recursive: true, force: true });
  });
  return async () => {
    const worker = spawn(
      process.execPath,
      ["--import", "tsx", fileURLToPath(new URL("main.ts", import.meta.url))],
      {
        env: {
          ...process.env,
          DATABASE_URL: env.databaseUrl ?? "",
          LEADLIFT_KEY_FILE: env.keyFile,
          LEADLIFT_DATA_DIR: dataDir,
          LOG_LEVEL: "warn",
        },
        stdio: ["ignore", "inherit", "inherit", "ipc"],
      },
    );
    running.add(worker);
    worker.once("exit", () => running.delete(worker));
    await once(worker, "message");
    return worker;
  };
}

async function kill(worker: ChildProcess): Promise<void> {
  const gone = once(worker, "exit");
  worker.kill("SIGKILL");
  await gone;
}

type Doors = Awaited<ReturnType<typeof ownPlatform>>["db"];

function read(db: Doors, orgId: string): Promise<State> {
  return db.withOrg(orgId, async (tx) => ({
    training: await tx.trainingRun.findFirstOrThrow({
      select: { status: true, attempt: true, progress: true },
    }),
    scoring:
      (await tx.scoringRun.findFirst({ select: { status: true, attempt: true, done: true, total: true } })) ??
      undefined,
    models: await tx.model.count(),
    scored: await tx.lead.count({ where: { scoreState: { not: "none" } } }),
    scores: await tx.score.count(),
  }));
}
