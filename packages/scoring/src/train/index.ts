export { type Evaluation, evaluate } from "./evaluate.ts";
export { findLeaks, type LeakFinding } from "./leak-guard.ts";
export { trainModelInThread } from "./train-in-thread.ts";
export { type Artefact, trainModel } from "./train-model.ts";
export { type RefusalCode, TrainingRefused } from "./training-refused.ts";
export type { TrainingOptions, TrainingProgress, TrainingTable } from "./training-table.ts";
