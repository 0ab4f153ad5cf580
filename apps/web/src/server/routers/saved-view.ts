import { changeView, changeViewInput } from "@leadlift/services/saved-view/change";
import { listViews } from "@leadlift/services/saved-view/list";
import { removeView, removeViewInput } from "@leadlift/services/saved-view/remove";
import { restoreView, restoreViewInput } from "@leadlift/services/saved-view/restore";
import { saveView, saveViewInput } from "@leadlift/services/saved-view/save";
import { procedure, router } from "../trpc.ts";

// Everybody keeps views of their own; who may share them, the verbs say.
const read = procedure.meta({ can: "lead.read" });

export const savedViewRouter = router({
  list: read.query(({ ctx }) => listViews(ctx.verb)),
  save: read.input(saveViewInput).mutation(({ ctx, input }) => saveView(ctx.verb, input)),
  change: read.input(changeViewInput).mutation(({ ctx, input }) => changeView(ctx.verb, input)),
  remove: read.input(removeViewInput).mutation(({ ctx, input }) => removeView(ctx.verb, input)),
  restore: read.input(restoreViewInput).mutation(({ ctx, input }) => restoreView(ctx.verb, input)),
});
