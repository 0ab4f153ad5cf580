import type { JobHandler } from "@leadlift/services/jobs/run";
import { deliverWebhooks as deliver } from "@leadlift/services/webhook/deliver";

export const deliverWebhooks: JobHandler<"webhook.deliver"> = (ctx, { endpointId }, { signal }) =>
  deliver(ctx, { endpointId }, { signal });
