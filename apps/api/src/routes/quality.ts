import { qualitySummary } from "@leadlift/services/quality/summary";
import { qualityWindows } from "@leadlift/services/quality/windows";
import { z } from "zod";
import type { Api } from "../api.ts";
import { contextOf } from "../authenticate.ts";
import { qualityAnswer } from "./quality-answer.ts";

const schema = {
  operationId: "dataQuality",
  tags: ["Quality"],
  summary: "What is known of the leads, and what came in how",
  querystring: z.strictObject({
    days: z.coerce.number().pipe(z.literal(qualityWindows)).optional().describe("7, 30 (usual) or 90."),
  }),
  response: { 200: qualityAnswer },
};

/** What is known of the leads, and what came in how: the figures of the data-quality page. */
export function qualityRoutes(app: Api): void {
  app.get("/v1/quality", { config: { access: "quality:read" }, schema }, (request) => {
    const { days } = request.query;
    return qualitySummary(contextOf(request), days === undefined ? {} : { days });
  });
}
