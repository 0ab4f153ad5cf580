import { act } from "@leadlift/services/act/act";
import { actInput } from "@leadlift/services/act/act-input";
import { leadStanding, leadStandingInput } from "@leadlift/services/act/standing";
import { undoAct, undoActInput } from "@leadlift/services/act/undo-act";
import { procedure, router } from "../trpc.ts";

const work = procedure.meta({ can: "lead.work" });

export const actRouter = router({
  do: work.input(actInput).mutation(({ ctx, input }) => act(ctx.verb, input)),
  undo: work.input(undoActInput).mutation(({ ctx, input }) => undoAct(ctx.verb, input)),
  standing: procedure
    .meta({ can: "lead.read" })
    .input(leadStandingInput)
    .query(({ ctx, input }) => leadStanding(ctx.verb, input)),
});
