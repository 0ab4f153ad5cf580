import { bulkReassign, bulkReassignInput } from "@leadlift/services/assignment/bulk-reassign";
import { bulkPreviewInput, bulkReassignPreview } from "@leadlift/services/assignment/preview-bulk";
import { undoBulk, undoBulkInput } from "@leadlift/services/assignment/undo-bulk";
import { teamReport, teamReportInput } from "@leadlift/services/team-report/team-report";
import { procedure, router } from "../trpc.ts";

const assign = procedure.meta({ can: "lead.assign" });

export const teamRouter = router({
  report: procedure
    .meta({ can: "team.read" })
    .input(teamReportInput)
    .query(({ ctx, input }) => teamReport(ctx.verb, input)),
  previewReassign: assign
    .input(bulkPreviewInput)
    .query(({ ctx, input }) => bulkReassignPreview(ctx.verb, input)),
  reassign: assign.input(bulkReassignInput).mutation(({ ctx, input }) => bulkReassign(ctx.verb, input)),
  undoReassign: assign.input(undoBulkInput).mutation(({ ctx, input }) => undoBulk(ctx.verb, input)),
});
