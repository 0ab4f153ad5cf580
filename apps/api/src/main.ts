import { EnvironmentError, readEnvironment } from "@leadlift/services/environment";
import { ServiceError } from "@leadlift/services/errors";
import { startApi } from "./start-api.ts";

/** A stop that takes longer than this is cut short: what was not answered is sent again by whoever sent it. */
const deadlineMs = 25_000;

const stop = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    if (stop.signal.aborted) return;
    stop.abort();
    setTimeout(() => process.exit(2), deadlineMs).unref();
  });
}

// The API outlives its supervisor only by accident: then nobody would stop it.
process.on("disconnect", () => process.kill(process.pid, "SIGTERM"));

try {
  const api = await startApi(readEnvironment(process.env, import.meta.dirname));
  const fatal = (error: unknown) => {
    api.log.error("A fault was not caught; the API stops", { error });
    process.exitCode = 1;
    process.kill(process.pid, "SIGTERM");
  };
  process.on("uncaughtException", fatal);
  process.on("unhandledRejection", fatal);
  process.send?.("ready");
  if (!stop.signal.aborted) {
    await new Promise((resolve) => stop.signal.addEventListener("abort", resolve, { once: true }));
  }
  await api.close();
  process.exit();
} catch (error) {
  const said = error instanceof EnvironmentError || error instanceof ServiceError ? error.message : error;
  console.error(said);
  process.exit(1);
}
