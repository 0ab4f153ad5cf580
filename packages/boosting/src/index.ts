export type { Dataset, FeatureKind, FeatureSpec } from "./dataset.ts";
export { ForestFormatError, TrainingError } from "./errors.ts";
export type { Forest } from "./forest.ts";
export { forestFromJson, forestToJson } from "./forest-json.ts";
export { addTreeEnsemble, forestToOnnx } from "./forest-onnx.ts";
export { type Importance, importance } from "./importance.ts";
export type { Objective } from "./loss.ts";
export {
  doubles,
  type OnnxAttribute,
  type OnnxDims,
  type OnnxElement,
  OnnxGraph,
  type OnnxNode,
  type OnnxTensor,
} from "./onnx-graph.ts";
export { predictMargin, predictMargins } from "./predictor.ts";
export type { RoundMetrics, TrainOptions } from "./train-options.ts";
export { type LabelledData, type TrainResult, train } from "./trainer.ts";
export { type Explanation, explain } from "./tree-shap.ts";
