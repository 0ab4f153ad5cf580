import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { announceInstance, claimInstance, runningInstance, withdrawInstance } from "./instance.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "leadlift-instance-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const other = { address: "http://localhost:3000", databaseUrl: "postgres://x" };

test("an empty folder is free and then held", () => {
  expect(claimInstance(folder, "http://localhost:3000")).toBeNull();
  expect(runningInstance(folder)).toMatchObject({ pid: process.pid, databaseUrl: null });
});

test("a folder that a living process holds is not given away", () => {
  announceInstance(folder, { pid: process.ppid, ...other });
  expect(claimInstance(folder, "http://localhost:4000")).toMatchObject({ pid: process.ppid, ...other });
});

test("what a dead process left behind does not count", () => {
  const { pid } = spawnSync(process.execPath, ["--version"]);
  announceInstance(folder, { pid, ...other });
  expect(runningInstance(folder)).toBeNull();
  expect(claimInstance(folder, "http://localhost:4000")).toBeNull();
});

test("a damaged note does not keep anybody out", () => {
  writeFileSync(join(folder, "running.json"), "{");
  expect(claimInstance(folder, "http://localhost:4000")).toBeNull();
});

test("after the end nothing runs", () => {
  claimInstance(folder, "http://localhost:3000");
  withdrawInstance(folder);
  expect(runningInstance(folder)).toBeNull();
});
