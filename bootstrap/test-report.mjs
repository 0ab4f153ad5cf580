import { readFileSync } from "node:fs";

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/**
 * What a runner's JSON report says, given its exit code. A file that could not be run counts as one failure, and so
 * does a runner that failed without saying where.
 * @returns {Counts}
 */
export function countsOf(kind, file, exitCode) {
  let counts;
  try {
    const report = JSON.parse(readFileSync(file, "utf8"));
    counts = kind === "vitest" ? ofVitest(report) : ofPlaywright(report);
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
  if (exitCode !== 0 && counts.failed === 0) return { ...counts, failed: 1 };
  return counts;
}

function ofVitest(report) {
  const broken = report.testResults.filter(
    (suite) => suite.status === "failed" && !suite.assertionResults.some((test) => test.status === "failed"),
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

function ofPlaywright(report) {
  const { expected, unexpected, flaky, skipped } = report.stats;
  return { passed: expected + flaky, failed: unexpected, skipped };
}

/** @param {Counts[]} all */
export function sumOf(all) {
  const sum = (key) => all.reduce((total, counts) => total + counts[key], 0);
  return { passed: sum("passed"), failed: sum("failed"), skipped: sum("skipped") };
}

/** @param {Counts} counts */
export function sentenceOf({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}

/** One runner's part; worded so that only the sum reads as the closing line. */
export function lineOf(name, { passed, failed, skipped }) {
  return `${name}: ${passed} of ${passed + failed} passed${skipped > 0 ? `, ${skipped} left out` : ""}`;
}
