import { requireNode } from "./node-version.mjs";

requireNode();
const { install } = await import("./install.mjs");
const { pnpmFolders } = await import("./pnpm.mjs");
const { environment, handOver } = await import("./run-command.mjs");

const [binary, ...args] = process.argv.slice(2);
if (!binary) {
  console.error("Say which command to run: node bootstrap/run.mjs <command> [arguments].");
  process.exit(1);
}
await install();
process.exit(await handOver(binary, args, { env: environment(await pnpmFolders()) }));
