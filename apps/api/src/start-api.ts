import type { Environment } from "@leadlift/services/environment";
import type { Logger } from "@leadlift/services/log";
import { listenHost } from "@leadlift/services/operate/listen-host";
import { openPlatform } from "@leadlift/services/platform";
import type { FastifyInstance } from "fastify";
import { buildServer } from "./build-server.ts";
import { serveMetrics } from "./metrics/serve-metrics.ts";

const sweepEveryMs = 100;

export interface RunningApi {
  readonly log: Logger;
  /** Takes no more requests, answers those under way, lets go of the database; safe to call twice. */
  close(): Promise<void>;
}

export async function startApi(env: Environment): Promise<RunningApi> {
  const platform = await openPlatform(env, "api", { poolSize: 8 });
  const app = buildServer(platform);
  let closing: Promise<void> | undefined;
  const close = () => {
    closing ??= drain(app).finally(() => platform.close());
    return closing;
  };
  try {
    app.metrics.watchProcess();
    const figures = await serveMetrics(app.metrics, env, platform.log);
    app.addHook("onClose", async () => void figures?.close());
    await app.listen({ port: env.apiPort, host: listenHost(env.publicApiUrl) });
    platform.log.info("API started", { port: env.apiPort });
    return { log: platform.log, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** A connection that has had its answer would stay open for another request, and keep us waiting. */
async function drain(app: FastifyInstance): Promise<void> {
  const sweep = setInterval(() => app.server.closeIdleConnections(), sweepEveryMs);
  try {
    await app.close();
  } finally {
    clearInterval(sweep);
  }
}
