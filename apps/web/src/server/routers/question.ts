import { refuseQuestion, refuseQuestionInput } from "@leadlift/services/profiling/refuse-question";
import { requestQuestion, requestQuestionInput } from "@leadlift/services/profiling/request-question";
import { procedure, router } from "../trpc.ts";

export const questionRouter = router({
  request: procedure
    .meta({ can: "lead.read" })
    .input(requestQuestionInput)
    .mutation(({ ctx, input }) => requestQuestion(ctx.verb, input)),
  refuse: procedure
    .meta({ can: "lead.work" })
    .input(refuseQuestionInput)
    .mutation(({ ctx, input }) => refuseQuestion(ctx.verb, input)),
});
