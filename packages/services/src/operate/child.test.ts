import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { isAlive } from "../instance.ts";
import { type Child, keepRunning } from "./child.ts";

let folder: string;
let child: Child | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "leadlift-child-"));
});
afterEach(() => {
  child?.kill();
  rmSync(folder, { recursive: true, force: true });
});

/** Runs `script` until told otherwise; `pids` grows with each start, as each says that it is ready. */
function keep(script: string): { child: Child; pids: number[]; logFile: string } {
  const pids: number[] = [];
  const logFile = join(folder, "child.log");
  child = keepRunning({
    name: "The child",
    args: ["-e", script],
    cwd: folder,
    env: process.env,
    logFile,
    async ready(started) {
      await once(started, "message");
      if (started.pid) pids.push(started.pid);
    },
    onRestart: () => {},
  });
  return { child, pids, logFile };
}

const serve = "process.send('ready'); setInterval(() => {}, 1000);";

test("a process that is killed is started again", async () => {
  const { child, pids } = keep(serve);
  await child.ready;
  process.kill(pids[0] ?? 0, "SIGKILL");
  await expect.poll(() => pids.length, { timeout: 10_000 }).toBe(2);
  await child.stop(5_000);
  expect(pids.map(isAlive)).toEqual([false, false]);
});

test("a process that ends on SIGTERM is stopped and stays so", async () => {
  const { child, pids } = keep(serve);
  await child.ready;
  await child.stop(5_000);
  expect(isAlive(pids[0] ?? 0)).toBe(false);
});

test("a process that does not listen is killed when patience ends", async () => {
  const { child, pids } = keep(`process.on('SIGTERM', () => {}); ${serve}`);
  await child.ready;
  await child.stop(50);
  expect(isAlive(pids[0] ?? 0)).toBe(false);
});

test("what it says is kept in its log", async () => {
  const { child, logFile } = keep(`console.log('hello'); console.error('trouble'); ${serve}`);
  await child.ready;
  await child.stop(5_000);
  expect(readFileSync(logFile, "utf8")).toBe("hello\ntrouble\n");
});
