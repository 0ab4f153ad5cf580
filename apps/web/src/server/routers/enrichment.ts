import { listProviders } from "@leadlift/services/enrichment/list-providers";
import { putProvider, putProviderInput } from "@leadlift/services/enrichment/put-provider";
import { removeProvider, removeProviderInput } from "@leadlift/services/enrichment/remove-provider";
import { requestEnrichment, requestEnrichmentInput } from "@leadlift/services/enrichment/request";
import { procedure, router } from "../trpc.ts";

const work = procedure.meta({ can: "lead.work" });
const manage = procedure.meta({ can: "organisation.manage" });

export const enrichmentRouter = router({
  request: work
    .input(requestEnrichmentInput)
    .mutation(({ ctx, input }) => requestEnrichment(ctx.verb, input)),
  providers: manage.query(({ ctx }) => listProviders(ctx.verb)),
  put: manage.input(putProviderInput).mutation(({ ctx, input }) => putProvider(ctx.verb, input)),
  remove: manage.input(removeProviderInput).mutation(({ ctx, input }) => removeProvider(ctx.verb, input)),
});
