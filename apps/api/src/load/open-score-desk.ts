import { openDesk } from "@leadlift/services/answer/open-desk";
import type { Platform } from "@leadlift/services/platform";
import type { FastifyInstance } from "fastify";
import { Problem } from "../problem.ts";
import { Admission } from "./admission.ts";

/**
 * Opens this server's desk for scores, and turns away who would wait there too long, before anything is done for them.
 * After `measureRequests`.
 */
export function openScoreDesk(app: FastifyInstance, platform: Pick<Platform, "db" | "env">): void {
  const { metrics } = app;
  const open = openDesk(platform.db, {
    redisUrl: platform.env.redisUrl,
    onReceipts: (count, milliseconds) => metrics.observeReceipts(count, milliseconds),
    onCache: (found) => metrics.observeCache(found),
  });
  const admission = new Admission();
  metrics.watchQueue("score", () => admission.pending);
  metrics.watchModels(() => open.scorers.open());
  app.decorate("scoreDesk", open);
  app.addHook("onClose", async () => open.close());
  app.addHook("onRequest", (request, reply, next) => {
    const { config, url = "none" } = request.routeOptions;
    if (!config.sheds) {
      next();
      return;
    }
    const leave = admission.enter();
    if (leave) {
      reply.raw.once("close", leave);
      next();
      return;
    }
    metrics.observeShed(url);
    next(new Problem(503, "overloaded", "Too many wait for an answer; try again in a moment."));
  });
}
