import { qualitySummary, qualitySummaryInput } from "@leadlift/services/quality/summary";
import { procedure, router } from "../trpc.ts";

export const qualityRouter = router({
  summary: procedure
    .meta({ can: "quality.read" })
    .input(qualitySummaryInput)
    .query(({ ctx, input }) => qualitySummary(ctx.verb, input)),
});
