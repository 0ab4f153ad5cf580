import type { JobHandler } from "@leadlift/services/jobs/run";
import { scoreLead as score } from "@leadlift/services/scoring/score-lead";

export const scoreLead: JobHandler<"lead.score"> = (ctx, { leadId }) => score(ctx, { leadId });
