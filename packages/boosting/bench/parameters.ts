/** What both libraries are told. Named as in `TrainOptions`; the peer's script translates. */
export interface Parameters {
  rounds: number;
  learningRate: number;
  maxDepth: number;
  maxBins: number;
  lambda: number;
  minChildWeight: number;
  subsample: number;
  colsample: number;
  seed: number;
}

export const parameters: Parameters = {
  rounds: 100,
  learningRate: 0.1,
  maxDepth: 6,
  maxBins: 255,
  lambda: 1,
  minChildWeight: 1,
  subsample: 1,
  colsample: 1,
  seed: 0,
};
