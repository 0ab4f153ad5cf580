import { parentPort, workerData } from "node:worker_threads";
import { type HelperStart, help, mayEnd } from "./team.ts";
import { TrainingSpace } from "./training-space.ts";

/** An idle helper ends after this, and with it goes the memory of its last training. */
const idleMilliseconds = 3_000;

const wanted = workerData as Int32Array;
const end = (): void => {
  if (mayEnd(wanted)) parentPort?.close();
};
let idling = setTimeout(end, idleMilliseconds);
parentPort?.on("message", ({ memory, layout, columns }: HelperStart) => {
  clearTimeout(idling);
  help(new TrainingSpace(memory, layout), columns);
  Atomics.sub(wanted, 0, 1);
  idling = setTimeout(end, idleMilliseconds);
});
