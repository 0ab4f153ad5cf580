import type { JobHandler } from "@leadlift/services/jobs/run";
import { trainOrganisationModel } from "@leadlift/services/training/train";

export const trainModel: JobHandler<"model.train"> = (ctx, { trainingRunId }, { signal }) =>
  trainOrganisationModel(ctx, { trainingRunId }, { signal });
