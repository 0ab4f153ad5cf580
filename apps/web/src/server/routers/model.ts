import { chooseColumn, chooseColumnInput } from "@leadlift/services/model/choose-column";
import { getChampion } from "@leadlift/services/model/get-champion";
import { getRun, getRunInput } from "@leadlift/services/model/get-run";
import { requestTraining, requestTrainingInput } from "@leadlift/services/model/request-training";
import { procedure, router } from "../trpc.ts";

const read = procedure.meta({ can: "model.read" });

export const modelRouter = router({
  page: read.query(({ ctx }) => getChampion(ctx.verb)),
  run: read.input(getRunInput).query(({ ctx, input }) => getRun(ctx.verb, input)),
  chooseColumn: procedure
    .meta({ can: "model.choose-columns" })
    .input(chooseColumnInput)
    .mutation(({ ctx, input }) => chooseColumn(ctx.verb, input)),
  train: procedure
    .meta({ can: "model.train" })
    .input(requestTrainingInput)
    .mutation(({ ctx, input }) => requestTraining(ctx.verb, input)),
});
