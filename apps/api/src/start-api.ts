import type { Environment } from "@leadlift/services/environment";
import type { Logger } from "@leadlift/services/log";
import { listenHost } from "@leadlift/services/operate/listen-host";
import { openPlatform } from "@leadlift/services/platform";
import { buildServer } from "./build-server.ts";

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
    closing ??= app.close().finally(() => platform.close());
    return closing;
  };
  try {
    await app.listen({ port: env.apiPort, host: listenHost(env.publicApiUrl) });
    platform.log.info("API started", { port: env.apiPort });
    return { log: platform.log, close };
  } catch (error) {
    await close();
    throw error;
  }
}
