import type { TrainOptions } from "@leadlift/boosting";

/** What the search chooses between; the trainer's own defaults hold for the rest. */
export type Parameters = Required<
  Pick<
    TrainOptions,
    | "rounds"
    | "learningRate"
    | "maxDepth"
    | "minChildWeight"
    | "lambda"
    | "subsample"
    | "colsample"
    | "maxBins"
  >
>;
