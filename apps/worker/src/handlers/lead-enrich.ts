import { enrichLead as enrich } from "@leadlift/services/enrichment/enrich-lead";
import type { JobHandler } from "@leadlift/services/jobs/run";

export const enrichLead: JobHandler<"lead.enrich"> = (ctx, { leadId }, { signal }) =>
  enrich(ctx, { leadId }, { signal });
