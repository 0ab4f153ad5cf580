export { type GoldenCase, type Manifest, manifestFormat, manifestSchema } from "./manifest.ts";
export { ModelRejected, type RejectionCode } from "./model-rejected.ts";
export type { Answer, AnswerSeen, Question, RecordWith } from "./next-question.ts";
export { openModel } from "./open-model.ts";
export type { MostReasons } from "./reasons-of.ts";
export type { Answered, Replayed, Scored, ScoreOptions, ScoringModel } from "./scoring-model.ts";
