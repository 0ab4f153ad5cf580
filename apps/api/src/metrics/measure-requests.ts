import type { Platform } from "@leadlift/services/platform";
import type { FastifyInstance } from "fastify";
import { openMetrics } from "./metrics.ts";

/** Every answer of this server is told to its metrics. */
export function measureRequests(app: FastifyInstance, platform: Pick<Platform, "db">): void {
  const metrics = openMetrics(platform);
  app.decorate("metrics", metrics);
  app.decorateReply("answeredFrom", null);
  app.addHook("onResponse", (request, reply, done) => {
    metrics.observeRequest({
      route: request.routeOptions.url,
      status: reply.statusCode,
      source: reply.answeredFrom,
      milliseconds: reply.elapsedTime,
    });
    done();
  });
}
