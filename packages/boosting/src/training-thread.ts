import { workerData } from "node:worker_threads";
import { type HelperStart, help } from "./team.ts";
import { TrainingSpace } from "./training-space.ts";

const { memory, layout, columns } = workerData as HelperStart;
help(new TrainingSpace(memory, layout), columns);
