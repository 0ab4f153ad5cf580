import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { Environment } from "@leadlift/services/environment";
import type { Logger } from "@leadlift/services/log";
import type { Metrics } from "./metrics.ts";

const usualPort = 9464;

/**
 * Answers GET /metrics on a port of its own, which no load balancer shows. Where no port was asked for and the usual one
 * is taken, nothing is served. Rejects when the port that was asked for is taken.
 */
export async function serveMetrics(
  metrics: Metrics,
  { metricsPort }: Pick<Environment, "metricsPort">,
  log: Logger,
): Promise<Server | null> {
  const server = createServer(async (request, response) => {
    if (request.method !== "GET" || request.url?.split("?")[0] !== "/metrics") {
      response.writeHead(404).end();
      return;
    }
    try {
      const text = await metrics.text();
      response.writeHead(200, { "content-type": metrics.contentType }).end(text);
    } catch (error) {
      log.error("The metrics could not be read", { error });
      response.writeHead(500).end();
    }
  });
  const port = metricsPort ?? usualPort;
  try {
    server.listen(port, metricsPort === null ? "127.0.0.1" : undefined);
    await once(server, "listening");
  } catch (error) {
    if (metricsPort !== null) throw error;
    log.info("Metrics are not served: their port is taken", { port });
    return null;
  }
  // A scrape must not keep a process that was told to stop.
  server.unref();
  return server;
}
