import { createServer } from "node:http";
import { join } from "node:path";
import { parseArgs } from "node:util";
import next from "next";
import { builtFiles } from "./built-files.mjs";

// Serves the built dashboard: `next start`, but for its scripts and styles.
const { values } = parseArgs({ options: { hostname: { type: "string" }, port: { type: "string" } } });
const hostname = values.hostname ?? "127.0.0.1";
const port = Number(values.port ?? 3000);
const dir = join(import.meta.dirname, "../..");

const app = next({ dir, dev: false, hostname, port });
await app.prepare();
const answer = app.getRequestHandler();
const answerFile = builtFiles(dir);
const server = createServer((request, response) => {
  if (!answerFile?.(request, response)) void answer(request, response);
});

// Streams of live changes never end by themselves; browsers come back to whoever takes over.
const farewellMs = 2_000;
for (const signal of ["SIGINT", "SIGTERM"]) {
  process.once(signal, () => {
    server.close(() => void app.close().finally(() => process.exit(0)));
    setTimeout(() => server.closeAllConnections(), farewellMs).unref();
  });
}
server.listen(port, hostname);
