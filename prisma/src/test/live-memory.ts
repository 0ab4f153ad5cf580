import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

setFlagsFromString("--expose-gc");
const collect: () => void = runInNewContext("gc");

/** Bytes of heap and buffers that something still holds: garbage is collected first, so a busy machine does not matter. */
export function liveMemory(): number {
  collect();
  // Buffers are given back beside the program, and late when it is busy; the next collection waits for that.
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}
