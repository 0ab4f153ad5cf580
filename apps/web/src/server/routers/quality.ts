import { flagVisitor, flagVisitorInput } from "@leadlift/services/event/flag-visitor";
import { qualitySummary, qualitySummaryInput } from "@leadlift/services/quality/summary";
import { suspectVisitors, suspectVisitorsInput } from "@leadlift/services/quality/suspects";
import { openTwins } from "@leadlift/services/quality/twins";
import { setVisitorDays, setVisitorDaysInput } from "@leadlift/services/retention/set-visitor-days";
import { procedure, router } from "../trpc.ts";

const read = procedure.meta({ can: "quality.read" });
const judge = procedure.meta({ can: "quality.judge" });

export const qualityRouter = router({
  summary: read.input(qualitySummaryInput).query(({ ctx, input }) => qualitySummary(ctx.verb, input)),
  twins: read.query(({ ctx }) => openTwins(ctx.verb)),
  suspects: judge.input(suspectVisitorsInput).query(({ ctx, input }) => suspectVisitors(ctx.verb, input)),
  judge: judge.input(flagVisitorInput).mutation(({ ctx, input }) => flagVisitor(ctx.verb, input)),
  keepVisitors: procedure
    .meta({ can: "organisation.manage" })
    .input(setVisitorDaysInput)
    .mutation(({ ctx, input }) => setVisitorDays(ctx.verb, input)),
});
