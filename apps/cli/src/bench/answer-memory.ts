import { setTimeout as sleep } from "node:timers/promises";

// Loaded before a program that is measured: asked for its memory, it collects and tells what stays resident.
const rounds = 4;
const pauseMs = 50;

process.on("message", async (message) => {
  if (message !== "memory") return;
  // What a collection frees goes back to the system a little later, and more at the next.
  for (let round = 0; round < rounds; round++) {
    globalThis.gc?.();
    await sleep(pauseMs);
  }
  process.send?.({ residentBytes: process.memoryUsage.rss() });
});
