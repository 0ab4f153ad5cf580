import { requireNode } from "./node-version.mjs";

requireNode();
const { requireWritable } = await import("./writable.mjs");
requireWritable();
const { install } = await import("./install.mjs");
const { buildLibraries } = await import("./build.mjs");
const { leadlift } = await import("./leadlift.mjs");

await install(process.stdout);
const built = await buildLibraries(process.stdout);
if (built !== 0) process.exit(built);
// npm does not pass its own end on to us in every case.
const untilOrphaned = process.env.npm_lifecycle_event === "start";
process.exit(await leadlift(["start", ...process.argv.slice(2)], { untilOrphaned }));
