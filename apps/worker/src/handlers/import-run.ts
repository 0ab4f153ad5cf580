import { runImport as run } from "@leadlift/services/import/run";
import type { JobHandler } from "@leadlift/services/jobs/run";

export const runImport: JobHandler<"import.run"> = (ctx, { importId }, { signal }) =>
  run(ctx, { importId }, { signal });
