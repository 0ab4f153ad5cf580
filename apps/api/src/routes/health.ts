import { isReady } from "@leadlift/services/operate/is-ready";
import type { Platform } from "@leadlift/services/platform";
import { z } from "zod";
import type { Api } from "../api.ts";

const tags = ["Health"];
const live = {
  tags,
  summary: "Whether the process answers",
  response: { 200: z.object({ status: z.literal("live") }) },
};
const ready = {
  tags,
  summary: "Whether it can do its work",
  response: {
    200: z.object({
      status: z.literal("ready"),
      model: z
        .enum(["current", "stale"])
        .describe("stale: a new model's file was refused, and an older one answers for it."),
    }),
    503: z.object({ status: z.literal("not ready") }).describe("Ask another one."),
  },
};

/** Live: the process answers. Ready: so does its database. */
export function healthRoutes(app: Api, platform: Platform): void {
  const config = { access: "anyone", limit: "own" } as const;
  app.get("/health/live", { config, schema: live }, () => ({ status: "live" as const }));
  app.get("/health/ready", { config, schema: ready }, async (_, reply) => {
    if (await isReady(platform)) {
      const model = app.scoreDesk.scorers.isStale() ? "stale" : "current";
      return reply.code(200).send({ status: "ready", model });
    }
    return reply.code(503).send({ status: "not ready" });
  });
}
