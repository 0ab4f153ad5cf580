import { Redis } from "ioredis";

export interface RedisReadiness {
  /** Why this Redis must not be used: one sentence. */
  refuse?: string;
  warn?: string;
}

/** Whether a Redis keeps what it is given: it must not evict, and should write its log to disk. */
export async function redisReadiness(url: string): Promise<RedisReadiness> {
  const redis = new Redis(url, { lazyConnect: true, connectTimeout: 5_000, retryStrategy: () => null });
  redis.on("error", () => {});
  try {
    await redis.connect();
    return judge(await redis.info());
  } catch {
    return {
      refuse: "The Redis of REDIS_URL does not answer: start it, correct the address, or unset REDIS_URL.",
    };
  } finally {
    redis.disconnect();
  }
}

/** `info` is the answer to Redis's INFO. */
export function judge(info: string): RedisReadiness {
  const facts = new Map(
    info.split(/\r?\n/).map((line): [string, string] => {
      const colon = line.indexOf(":");
      return [line.slice(0, colon), line.slice(colon + 1)];
    }),
  );
  const policy = facts.get("maxmemory_policy");
  if (policy !== "noeviction") {
    return {
      refuse: `This Redis may throw jobs away (maxmemory-policy ${policy ?? "unknown"}): set maxmemory-policy noeviction.`,
    };
  }
  if (facts.get("aof_enabled") !== "1") {
    return { warn: "This Redis loses queued jobs when it is killed: set appendonly yes" };
  }
  return {};
}
