import { requireNode } from "./node-version.mjs";

requireNode();
const { install } = await import("./install.mjs");
const { buildLibraries } = await import("./build.mjs");
const { leadlift } = await import("./leadlift.mjs");

const args = process.argv.slice(2);
await install();
const built = ["reset", "stop"].includes(args[0]) ? 0 : await buildLibraries();
if (built !== 0) process.exit(2);
// npm runs scripts in the project's folder; the paths in the arguments are meant from where the person stands.
process.exit(await leadlift(args, { cwd: process.env.INIT_CWD ?? process.cwd() }));
