import { loseLead, loseLeadInput } from "@leadlift/services/outcome/lose";
import { moveLead, moveLeadInput } from "@leadlift/services/outcome/move";
import { reopenLead, reopenLeadInput } from "@leadlift/services/outcome/reopen";
import { undoOutcome, undoOutcomeInput } from "@leadlift/services/outcome/undo";
import { procedure, router } from "../trpc.ts";

const work = procedure.meta({ can: "lead.work" });

export const outcomeRouter = router({
  move: work.input(moveLeadInput).mutation(({ ctx, input }) => moveLead(ctx.verb, input)),
  lose: work.input(loseLeadInput).mutation(({ ctx, input }) => loseLead(ctx.verb, input)),
  reopen: work.input(reopenLeadInput).mutation(({ ctx, input }) => reopenLead(ctx.verb, input)),
  undo: work.input(undoOutcomeInput).mutation(({ ctx, input }) => undoOutcome(ctx.verb, input)),
});
