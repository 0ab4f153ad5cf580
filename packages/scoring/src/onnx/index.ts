export { addCalibration, graphNames, scoringGraph } from "./scoring-graph.ts";
