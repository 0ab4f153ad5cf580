import { getScorecard } from "@leadlift/services/scorecard/get";
import { previewScorecard, previewScorecardInput } from "@leadlift/services/scorecard/preview";
import {
  putScorecard,
  putScorecardInput,
  restoreScorecard,
  restoreScorecardInput,
} from "@leadlift/services/scorecard/put";
import { scoringStanding } from "@leadlift/services/scorecard/standing";
import { ruleValues, ruleValuesInput } from "@leadlift/services/scorecard/values";
import { procedure, router } from "../trpc.ts";

const read = procedure.meta({ can: "model.read" });
const change = procedure.meta({ can: "model.choose-columns" });

export const scorecardRouter = router({
  page: read.query(({ ctx }) => getScorecard(ctx.verb)),
  standing: read.query(({ ctx }) => scoringStanding(ctx.verb)),
  values: read.input(ruleValuesInput).query(({ ctx, input }) => ruleValues(ctx.verb, input)),
  preview: change.input(previewScorecardInput).query(({ ctx, input }) => previewScorecard(ctx.verb, input)),
  put: change.input(putScorecardInput).mutation(({ ctx, input }) => putScorecard(ctx.verb, input)),
  restore: change
    .input(restoreScorecardInput)
    .mutation(({ ctx, input }) => restoreScorecard(ctx.verb, input)),
});
