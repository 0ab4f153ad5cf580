import { precomputeOrganisation } from "@leadlift/services/feature/precompute";
import type { JobHandler } from "@leadlift/services/jobs/run";

export const precomputeFeatures: JobHandler<"features.precompute"> = (ctx, { featureRunId }, { signal }) =>
  precomputeOrganisation(ctx, { featureRunId }, { signal });
