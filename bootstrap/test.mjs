import { requireNode } from "./node-version.mjs";

requireNode();
const { mkdtempSync, rmSync } = await import("node:fs");
const { tmpdir } = await import("node:os");
const { join } = await import("node:path");
const { install } = await import("./install.mjs");
const { buildLibraries } = await import("./build.mjs");
const { findChromium, withE2eBinaries } = await import("./chromium.mjs");
const { root } = await import("./paths.mjs");
const { handOver } = await import("./run-command.mjs");
const { countsOf, lineOf, sentenceOf, sumOf } = await import("./test-report.mjs");

const onlyJourneys = process.argv[2] === "e2e";
const reports = mkdtempSync(join(tmpdir(), "leadlift-test-"));
const results = [];

async function vitest(project) {
  const file = join(reports, `${project}.json`);
  const args = [
    "run",
    "--project",
    project,
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${file}`,
  ];
  const code = await handOver("vitest", args);
  results.push([project, countsOf("vitest", file, code)]);
}

async function journeys() {
  const chromium = await findChromium();
  if (!chromium.path) {
    console.error(chromium.why);
    results.push(["browser", { passed: 0, failed: 1, skipped: 0 }]);
    return;
  }
  const file = join(reports, "browser.json");
  const env = { ...withE2eBinaries(), CHROMIUM_PATH: chromium.path, PLAYWRIGHT_JSON_OUTPUT_FILE: file };
  const code = await handOver("playwright", ["test", "--reporter=list,json"], {
    cwd: join(root, "e2e"),
    env,
  });
  results.push(["browser", countsOf("playwright", file, code)]);
}

await install();
if ((await buildLibraries()) === 0) {
  if (!onlyJourneys) {
    await vitest("unit");
    await vitest("long");
    await vitest("data");
    await vitest("db");
  }
  await journeys();
} else {
  results.push(["build", { passed: 0, failed: 1, skipped: 0 }]);
}
rmSync(reports, { recursive: true, force: true });

console.log();
for (const [name, counts] of results) console.log(lineOf(name, counts));
const total = sumOf(results.map(([, counts]) => counts));
console.log(sentenceOf(total));
process.exitCode = total.failed > 0 ? 1 : 0;
