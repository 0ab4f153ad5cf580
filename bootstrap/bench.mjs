import { requireNode } from "./node-version.mjs";

requireNode();
const { install } = await import("./install.mjs");
const { buildLibraries } = await import("./build.mjs");
const { join } = await import("node:path");
const { root } = await import("./paths.mjs");
const { handOver } = await import("./run-command.mjs");

const [program, ...args] = process.argv.slice(2);
await install();
if ((await buildLibraries()) !== 0) process.exit(2);
// npm runs scripts in the project's folder; the paths in the arguments are meant from where the person stands.
const cwd = process.env.INIT_CWD ?? process.cwd();
process.exit(await handOver("tsx", [join(root, program), ...args], { cwd }));
