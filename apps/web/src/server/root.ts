import { importRouter } from "./routers/import.ts";
import { leadRouter } from "./routers/lead.ts";
import { modelRouter } from "./routers/model.ts";
import { outcomeRouter } from "./routers/outcome.ts";
import { createCallerFactory, router } from "./trpc.ts";

export const appRouter = router({
  lead: leadRouter,
  outcome: outcomeRouter,
  import: importRouter,
  model: modelRouter,
});

export type AppRouter = typeof appRouter;
export const createCaller = createCallerFactory(appRouter);
