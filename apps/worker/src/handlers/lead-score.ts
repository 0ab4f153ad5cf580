import { ServiceError } from "@leadlift/services/errors";
import type { JobHandler } from "@leadlift/services/jobs/run";
import { scoreLead as score } from "@leadlift/services/scoring/score-lead";

/** One that was deleted since is let be. */
export const scoreLead: JobHandler<"lead.score"> = async (ctx, { leadId }) => {
  try {
    await score(ctx, { leadId });
  } catch (error) {
    if (!(error instanceof ServiceError && error.code === "NOT_FOUND")) throw error;
  }
};
