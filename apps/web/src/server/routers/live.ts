import { z } from "zod";
import { liveChanges } from "../live-changes.ts";
import { procedure, router } from "../trpc.ts";

export const liveRouter = router({
  changes: procedure
    .meta({ can: "lead.read" })
    .input(z.object({ lastEventId: z.string().max(100).nullish() }).optional())
    .subscription(({ ctx, input, signal, path }) =>
      liveChanges(ctx, { path, lastEventId: input?.lastEventId ?? null, signal }),
    ),
});
