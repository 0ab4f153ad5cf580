import { qualitySummary } from "@leadlift/services/quality/summary";
import { qualityWindows } from "@leadlift/services/quality/windows";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { contextOf } from "../authenticate.ts";

const query = z.strictObject({ days: z.coerce.number().pipe(z.literal(qualityWindows)).optional() });

/** What is known of the leads, and what came in how: the figures of the data-quality page. */
export function qualityRoutes(app: FastifyInstance): void {
  app.get("/v1/quality", { config: { access: "quality:read" } }, (request) => {
    const { days } = query.parse(request.query);
    return qualitySummary(contextOf(request), days === undefined ? {} : { days });
  });
}
