import { appeal, appealInput } from "@leadlift/services/board/appeal";
import { appealsInput, boardAppeals } from "@leadlift/services/board/appeals";
import { boardArithmetic, boardArithmeticInput } from "@leadlift/services/board/arithmetic";
import { board, boardInput } from "@leadlift/services/board/board";
import { checkOutcome, checkOutcomeInput } from "@leadlift/services/board/check-outcome";
import { decideAppeal, decideAppealInput } from "@leadlift/services/board/decide-appeal";
import { outcomeChecks, outcomeChecksInput } from "@leadlift/services/board/outcome-checks";
import { settleCheck, settleCheckInput } from "@leadlift/services/board/settle-check";
import { procedure, router } from "../trpc.ts";

const read = procedure.meta({ can: "board.read" });
const manage = procedure.meta({ can: "team.manage" });

export const boardRouter = router({
  month: read.input(boardInput).query(({ ctx, input }) => board(ctx.verb, input)),
  arithmetic: read.input(boardArithmeticInput).query(({ ctx, input }) => boardArithmetic(ctx.verb, input)),
  appeals: read.input(appealsInput).query(({ ctx, input }) => boardAppeals(ctx.verb, input)),
  appeal: read.input(appealInput).mutation(({ ctx, input }) => appeal(ctx.verb, input)),
  decideAppeal: manage.input(decideAppealInput).mutation(({ ctx, input }) => decideAppeal(ctx.verb, input)),
  checks: manage.input(outcomeChecksInput).query(({ ctx, input }) => outcomeChecks(ctx.verb, input)),
  check: manage.input(checkOutcomeInput).mutation(({ ctx, input }) => checkOutcome(ctx.verb, input)),
  settleCheck: manage.input(settleCheckInput).mutation(({ ctx, input }) => settleCheck(ctx.verb, input)),
});
