import type { JobHandler } from "@leadlift/services/jobs/run";
import { scoreOrganisation as score } from "@leadlift/services/scoring/score-organisation";

export const scoreOrganisation: JobHandler<"organisation.score"> = (ctx, { scoringRunId }, { signal }) =>
  score(ctx, { scoringRunId }, { signal });
