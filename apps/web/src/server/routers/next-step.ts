import { closeNextStep, closeNextStepInput } from "@leadlift/services/next-step/close";
import { procedure, router } from "../trpc.ts";

export const nextStepRouter = router({
  close: procedure
    .meta({ can: "lead.work" })
    .input(closeNextStepInput)
    .mutation(({ ctx, input }) => closeNextStep(ctx.verb, input)),
});
