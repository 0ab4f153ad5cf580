import { runSampleRemoval } from "@leadlift/services/demo/run-removal";
import type { JobHandler } from "@leadlift/services/jobs/run";

export const removeSample: JobHandler<"sample.remove"> = (ctx, _payload, { signal }) =>
  runSampleRemoval(ctx, { signal });
