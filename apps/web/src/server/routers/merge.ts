import { mergeLeads, mergeLeadsInput } from "@leadlift/services/lead/merge";
import { previewMerge, previewMergeInput } from "@leadlift/services/lead/preview-merge";
import { unmergeLeads, unmergeLeadsInput } from "@leadlift/services/lead/unmerge";
import { procedure, router } from "../trpc.ts";

const work = procedure.meta({ can: "lead.work" });

export const mergeRouter = router({
  preview: work.input(previewMergeInput).query(({ ctx, input }) => previewMerge(ctx.verb, input)),
  merge: work.input(mergeLeadsInput).mutation(({ ctx, input }) => mergeLeads(ctx.verb, input)),
  undo: work.input(unmergeLeadsInput).mutation(({ ctx, input }) => unmergeLeads(ctx.verb, input)),
});
