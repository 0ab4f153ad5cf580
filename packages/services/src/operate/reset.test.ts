import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readEnvironment } from "../environment.ts";
import { resetLeadLift } from "./reset.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "leadlift-reset-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const environment = (variables: Record<string, string> = {}) =>
  readEnvironment({ LEADLIFT_DATA_DIR: folder, ...variables }, import.meta.dirname);

test("a folder that LeadLift did not make is left alone", async () => {
  writeFileSync(join(folder, "thesis.txt"), "ten years of work");
  await expect(resetLeadLift(environment())).rejects.toThrow("was not made by LeadLift");
  expect(existsSync(join(folder, "thesis.txt"))).toBe(true);
});

test("a folder that LeadLift made is deleted whole", async () => {
  writeFileSync(join(folder, "leadlift-data"), "");
  writeFileSync(join(folder, "leadlift.key"), "");
  expect(await resetLeadLift(environment())).toBe(true);
  expect(existsSync(folder)).toBe(false);
});

test("where there is nothing, nothing is deleted", async () => {
  rmSync(folder, { recursive: true });
  expect(await resetLeadLift(environment())).toBe(false);
});

test("a database of one's own is never touched", async () => {
  writeFileSync(join(folder, "leadlift-data"), "");
  const env = environment({ DATABASE_URL: "postgres://owner@localhost/leads" });
  await expect(resetLeadLift(env)).rejects.toThrow("DATABASE_URL");
  expect(existsSync(folder)).toBe(true);
});
