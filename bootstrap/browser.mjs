import { requireNode } from "./node-version.mjs";

requireNode();
const { install } = await import("./install.mjs");
const { buildLibraries } = await import("./build.mjs");
const { findChromium } = await import("./chromium.mjs");
const { join } = await import("node:path");
const { root } = await import("./paths.mjs");
const { environment, handOver } = await import("./run-command.mjs");

const [program, ...args] = process.argv.slice(2);
await install();
if ((await buildLibraries()) !== 0) process.exit(2);
const chromium = await findChromium();
if (!chromium.path) {
  console.error(chromium.why);
  process.exit(1);
}
const env = { ...environment(), CHROMIUM_PATH: chromium.path };
process.exit(await handOver("tsx", [join(root, program), ...args], { env }));
