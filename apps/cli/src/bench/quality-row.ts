/** One model on the test rows of one split. */
export interface QualityRow {
  data: string;
  tier: string;
  split: string;
  model: string;
  auc: number;
  liftAt20: number;
  brier: number;
  ece: number;
}
