import { cpus } from "node:os";
import type { Timing } from "./contender.ts";

/** A training, and how many cores other programs kept busy during it. */
export interface WatchedTiming extends Timing {
  othersCores: number;
}

/** Above this, times say more about the other programs: an idle machine shows less than 0.1. */
export const quietCores = 0.2;

/** Runs a training and asks the machine what else it did meanwhile. */
export async function watched(training: () => Promise<Timing>): Promise<WatchedTiming> {
  const [busy, start] = [busySeconds(), performance.now()];
  const timing = await training();
  const elapsed = (performance.now() - start) / 1000;
  const others = busySeconds() - busy - timing.cpuSeconds;
  return { ...timing, othersCores: Math.max(0, others) / elapsed };
}

/** What all cores have worked since the machine started. */
function busySeconds(): number {
  return cpus().reduce((sum, { times }) => sum + times.user + times.nice + times.sys + times.irq, 0) / 1000;
}
