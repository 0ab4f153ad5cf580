import { boardArithmetic, boardArithmeticInput } from "@leadlift/services/board/arithmetic";
import { board, boardInput } from "@leadlift/services/board/board";
import { procedure, router } from "../trpc.ts";

const read = procedure.meta({ can: "board.read" });

export const boardRouter = router({
  month: read.input(boardInput).query(({ ctx, input }) => board(ctx.verb, input)),
  arithmetic: read.input(boardArithmeticInput).query(({ ctx, input }) => boardArithmetic(ctx.verb, input)),
});
