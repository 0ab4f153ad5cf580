import { refoldLead as refold } from "@leadlift/services/feature/refold-lead";
import type { JobHandler } from "@leadlift/services/jobs/run";

export const refoldLead: JobHandler<"lead.refold"> = (ctx, { leadId }) => refold(ctx, { leadId });
