export { type GoldenCase, type Manifest, manifestFormat, manifestSchema } from "./manifest.ts";
export { ModelRejected, type RejectionCode } from "./model-rejected.ts";
export type { Answer, AnswerSeen, Question, RecordWith } from "./next-question.ts";
export { openModel } from "./open-model.ts";
export type { Scored, ScoreOptions, ScoringModel } from "./scoring-model.ts";
