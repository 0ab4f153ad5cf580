export { type Evaluation, evaluate } from "./evaluate.ts";
export { type FeatureSet, featureSetOf, featureSets, holds } from "./feature-sets.ts";
export { findLeaks, type LeakFinding } from "./leak-guard.ts";
export { trainModelInThread } from "./train-in-thread.ts";
export { type Artefact, trainModel } from "./train-model.ts";
export { type RefusalCode, TrainingRefused } from "./training-refused.ts";
export {
  type TrainingOptions,
  type TrainingProgress,
  type TrainingTable,
  type WritingOrder,
  writing,
} from "./training-table.ts";
