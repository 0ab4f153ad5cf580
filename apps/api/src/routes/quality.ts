import { qualitySummary } from "@leadlift/services/quality/summary";
import { qualityWindows } from "@leadlift/services/quality/windows";
import { z } from "zod";
import type { Api } from "../api.ts";
import { contextOf } from "../authenticate.ts";

const querystring = z.strictObject({ days: z.coerce.number().pipe(z.literal(qualityWindows)).optional() });

/** What is known of the leads, and what came in how: the figures of the data-quality page. */
export function qualityRoutes(app: Api): void {
  app.get("/v1/quality", { config: { access: "quality:read" }, schema: { querystring } }, (request) => {
    const { days } = request.query;
    return qualitySummary(contextOf(request), days === undefined ? {} : { days });
  });
}
