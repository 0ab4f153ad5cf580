import { openDesk } from "@leadlift/services/answer/open-desk";
import type { Platform } from "@leadlift/services/platform";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
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
  const places = new WeakMap<FastifyRequest, (answered: boolean) => void>();
  const enter = (request: FastifyRequest, reply: FastifyReply): Problem | undefined => {
    const { config, url = "none" } = request.routeOptions;
    if (!config.sheds) return undefined;
    const leave = admission.enter();
    if (!leave) {
      metrics.observeShed(url);
      return new Problem(503, "overloaded", "Too many wait for an answer; try again in a moment.");
    }
    places.set(request, leave);
    if (reply.raw.destroyed) leave();
    else reply.raw.once("close", () => leave());
    return undefined;
  };
  app.addHook("onRequest", (request, reply, next) => next(enter(request, reply)));
  // Who sends slowly takes nobody's place meanwhile.
  app.addHook("preParsing", (request, _, payload, next) => {
    places.get(request)?.(false);
    next(null, payload);
  });
  app.addHook("preValidation", (request, reply, next) => next(enter(request, reply)));
}
