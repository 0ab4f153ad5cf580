import type { Database } from "@leadlift/db/connect";
import { Redis } from "ioredis";
import { RateLimiterRedis } from "rate-limiter-flexible";
import { type CountKind, type CountStore, countWith, optionsOf } from "./count-store.ts";

const answerMs = 1_000;

export interface RedisCounts {
  of(kind: CountKind): CountStore;
  close(): void;
}

/** Counts in Redis; while that does not answer, in this process alone. */
export function countInRedis(url: string, db: Pick<Database, "secret">): RedisCounts {
  const storeClient = new Redis(url, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 1,
    commandTimeout: answerMs,
    keyPrefix: "leadlift:rate:",
  });
  // Without a listener an error event would end the process; a failed call is counted in memory.
  storeClient.on("error", () => {});
  return {
    of: (kind) =>
      countWith(new RateLimiterRedis({ ...optionsOf(kind), storeClient, rejectIfRedisNotReady: true }), db),
    close: () => storeClient.disconnect(),
  };
}
