import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "vitest";

const runCommand = new URL("run-command.mjs", import.meta.url).href;
const child = `process.on("SIGTERM", () => process.exit(7)); setInterval(() => {}, 1000); console.log("up")`;
const starter = `
  const { handOver } = await import(${JSON.stringify(runCommand)});
  process.exit(await handOver(process.execPath, ["-e", ${JSON.stringify(child)}], { untilOrphaned: true }));
`;

test("a SIGINT sent to the starter alone, not through a terminal, stops what it has started", async () => {
  const started = spawn(process.execPath, ["--input-type=module", "-e", starter], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(started.stdout, "data");
  started.kill("SIGINT");
  const [code] = await once(started, "exit");
  expect(code).toBe(7);
});
