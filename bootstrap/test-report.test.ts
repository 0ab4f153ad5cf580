import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { countsOf, sentenceOf, sumOf } from "./test-report.mjs";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "leadlift-report-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function reported(report: unknown): string {
  const file = join(folder, "report.json");
  writeFileSync(file, typeof report === "string" ? report : JSON.stringify(report));
  return file;
}

const vitest = { numPassedTests: 5, numFailedTests: 0, numPendingTests: 1, numTodoTests: 0, testResults: [] };

test("a runner's own counts are taken", () => {
  expect(countsOf("vitest", reported(vitest), 0)).toEqual({ passed: 5, failed: 0, skipped: 1 });
  const stats = { expected: 2, unexpected: 1, flaky: 1, skipped: 0 };
  expect(countsOf("playwright", reported({ stats }), 1)).toEqual({ passed: 3, failed: 1, skipped: 0 });
});

test("a file that could not be loaded is a failure", () => {
  const testResults = [{ status: "failed", assertionResults: [] }];
  expect(countsOf("vitest", reported({ ...vitest, testResults }), 1).failed).toBe(1);
});

test("a runner that ends badly without naming a test is a failure", () => {
  expect(countsOf("vitest", reported(vitest), 1).failed).toBe(1);
});

test("a runner that leaves no report is a failure", () => {
  expect(countsOf("vitest", join(folder, "absent.json"), 0).failed).toBe(1);
  expect(countsOf("vitest", reported("{ half a re"), 137).failed).toBe(1);
});

test("the last line sums all runners, and tells of skipped tests only when there are some", () => {
  const total = sumOf([
    { passed: 2, failed: 1, skipped: 0 },
    { passed: 3, failed: 0, skipped: 0 },
  ]);
  expect(sentenceOf(total)).toBe("5 passed, 1 failed");
  expect(sentenceOf({ ...total, skipped: 4 })).toBe("5 passed, 1 failed, 4 skipped");
});
