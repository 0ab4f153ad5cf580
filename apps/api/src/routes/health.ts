import { isReady } from "@leadlift/services/operate/is-ready";
import type { Platform } from "@leadlift/services/platform";
import type { Api } from "../api.ts";

/** Live: the process answers. Ready: so does its database. */
export function healthRoutes(app: Api, platform: Platform): void {
  const config = { access: "anyone" } as const;
  app.get("/health/live", { config }, () => ({ status: "live" }));
  app.get("/health/ready", { config }, async (_, reply) => {
    const ready = await isReady(platform);
    return reply.code(ready ? 200 : 503).send({ status: ready ? "ready" : "not ready" });
  });
}
