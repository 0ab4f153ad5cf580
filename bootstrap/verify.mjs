import { requireNode } from "./node-version.mjs";

requireNode();
const { install } = await import("./install.mjs");
const { buildLibraries } = await import("./build.mjs");
const { pnpmFolders } = await import("./pnpm.mjs");
const { capture, environment } = await import("./run-command.mjs");

await install();
if ((await buildLibraries()) !== 0) process.exit(1);
const env = {
  ...environment(await pnpmFolders()),
  TURBO_TELEMETRY_DISABLED: "1",
  CI: "true",
  FORCE_COLOR: "0",
};

const checks = [
  ["format and lint", "biome", ["check", "--error-on-warnings", "."]],
  ["imports", "depcruise", ["--config", ".dependency-cruiser.cjs", "apps", "packages", "prisma", "e2e"]],
  ["types", "turbo", ["run", "typecheck", "--output-logs=errors-only"]],
  ["unit tests", "vitest", ["run", "--project", "unit", "--maxWorkers=100%", "--experimental.fsModuleCache"]],
];

const outcomes = await Promise.all(
  checks.map(async ([name, command, args]) => {
    const started = Date.now();
    const { code, output } = await capture(command, args, { env });
    const seconds = ((Date.now() - started) / 1000).toFixed(1);
    if (code !== 0) console.log(output.trim());
    console.log(`${code === 0 ? "ok    " : "failed"}  ${name} (${seconds} s)`);
    return code === 0;
  }),
);
process.exit(outcomes.every(Boolean) ? 0 : 1);
