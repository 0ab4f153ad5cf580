import { readEnrichable } from "@leadlift/services/enrichment/enrichable";
import { listProviders } from "@leadlift/services/enrichment/list-providers";
import { putProvider, putProviderInput } from "@leadlift/services/enrichment/put-provider";
import { removeProvider, removeProviderInput } from "@leadlift/services/enrichment/remove-provider";
import { requestEnrichment, requestEnrichmentInput } from "@leadlift/services/enrichment/request";
import { tryProvider, tryProviderInput } from "@leadlift/services/enrichment/try-provider";
import { procedure, router } from "../trpc.ts";

const work = procedure.meta({ can: "lead.work" });
const manage = procedure.meta({ can: "organisation.manage" });

/** The longest log-in and the longest question, one after the other. */
const patienceMs = 65_000;

export const enrichmentRouter = router({
  request: work
    .input(requestEnrichmentInput)
    .mutation(({ ctx, input }) => requestEnrichment(ctx.verb, input)),
  providers: manage.query(({ ctx }) => listProviders(ctx.verb)),
  enrichable: manage.query(({ ctx }) => readEnrichable(ctx.verb)),
  put: manage.input(putProviderInput).mutation(({ ctx, input }) => putProvider(ctx.verb, input)),
  try: manage
    .input(tryProviderInput)
    .mutation(({ ctx, input }) => tryProvider(ctx.verb, input, { signal: AbortSignal.timeout(patienceMs) })),
  remove: manage.input(removeProviderInput).mutation(({ ctx, input }) => removeProvider(ctx.verb, input)),
});
