export { type ClientOptions, type LeadLift, leadLift } from "./client.ts";
export type { components, operations } from "./generated.ts";
export type { AnswerOf, InputOf, OperationName } from "./operation-types.ts";
export { Problem, type ProblemDetails } from "./problem.ts";
