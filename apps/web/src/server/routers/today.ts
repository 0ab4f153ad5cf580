import { today, todayInput } from "@leadlift/services/today/today";
import { procedure, router } from "../trpc.ts";

export const todayRouter = router({
  list: procedure
    .meta({ can: "today.read" })
    .input(todayInput.optional())
    .query(({ ctx, input }) => today(ctx.verb, input)),
});
