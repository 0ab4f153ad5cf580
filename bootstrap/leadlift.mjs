import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "./paths.mjs";
import { handOver } from "./run-command.mjs";

/** Runs the leadlift command line with `args`; resolves with its exit code. */
export function leadlift(args, options = {}) {
  const loader = pathToFileURL(createRequire(join(root, "package.json")).resolve("tsx")).href;
  return handOver(
    process.execPath,
    ["--import", loader, join(root, "apps/cli/src/main.ts"), ...args],
    options,
  );
}
