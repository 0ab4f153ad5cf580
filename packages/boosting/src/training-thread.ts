import { parentPort } from "node:worker_threads";
import { type HelperStart, help } from "./team.ts";
import { TrainingSpace } from "./training-space.ts";

/** An idle helper ends after this, and with it goes the memory of its last training. */
const idleMilliseconds = 3_000;

const end = (): void => parentPort?.close();
let idling = setTimeout(end, idleMilliseconds);
parentPort?.on("message", ({ memory, layout, columns }: HelperStart) => {
  clearTimeout(idling);
  help(new TrainingSpace(memory, layout), columns);
  idling = setTimeout(end, idleMilliseconds);
});
