import { addLeave, addLeaveInput } from "@leadlift/services/leave/add";
import { listLeave, listLeaveInput } from "@leadlift/services/leave/list";
import { removeLeave, removeLeaveInput } from "@leadlift/services/leave/remove";
import { procedure, router } from "../trpc.ts";

// One's own leave is everybody's to enter; whose it may be, the verbs decide.
const own = procedure.meta({ can: "today.read" });

export const leaveRouter = router({
  list: procedure
    .meta({ can: "member.read" })
    .input(listLeaveInput)
    .query(({ ctx, input }) => listLeave(ctx.verb, input)),
  add: own.input(addLeaveInput).mutation(({ ctx, input }) => addLeave(ctx.verb, input)),
  remove: own.input(removeLeaveInput).mutation(({ ctx, input }) => removeLeave(ctx.verb, input)),
});
