import { insights, insightsInput } from "@leadlift/services/insights/insights";
import { listSourceCosts } from "@leadlift/services/source-cost/list";
import { putSourceCost, putSourceCostInput } from "@leadlift/services/source-cost/put";
import { procedure, router } from "../trpc.ts";

const read = procedure.meta({ can: "insights.read" });

export const insightsRouter = router({
  page: read.input(insightsInput).query(({ ctx, input }) => insights(ctx.verb, input)),
  costs: read.query(({ ctx }) => listSourceCosts(ctx.verb)),
  putCost: procedure
    .meta({ can: "team.manage" })
    .input(putSourceCostInput)
    .mutation(({ ctx, input }) => putSourceCost(ctx.verb, input)),
});
