import type { ApiCaller } from "@leadlift/services/api-key/verify";
import type { Platform } from "@leadlift/services/platform";
import { countInRedis } from "@leadlift/services/rate-limit/count-in-redis";
import { type CountKind, countInPostgres } from "@leadlift/services/rate-limit/count-store";
import { SharedCount, type Taken } from "@leadlift/services/rate-limit/shared-count";
import type { FastifyReply } from "fastify";
import { Problem } from "../problem.ts";
import { networkOf } from "./network-of.ts";

declare module "fastify" {
  interface FastifyInstance {
    limits: Limits;
  }
  interface FastifyContextConfig {
    /** Of a route that anyone may call: "own" where addresses are not counted, because it has another way or is asked by machines. */
    limit?: "own";
  }
}

/** Short, so that who waits for its end does not wait long. */
const windowSeconds = 10;
const beaconsPerSecond = 50;

/** How often who may ask: over all processes, settled every quarter of a second. */
export interface Limits {
  /** Says in the answer's headers what is left to the key. Throws a Problem (429) when that is nothing. */
  countKey(caller: ApiCaller, reply: FastifyReply): void;
  /** Counts a request without a key in force. Throws a Problem (429) beyond the limit. */
  countAddress(ip: string, reply: FastifyReply): void;
  /** Whether the address has no such request left. */
  addressSpent(ip: string): boolean;
  /** Whether a beacon of this site key is heard. */
  beaconPasses(keyId: string): boolean;
  close(): void;
}

export function openLimits(
  { db, env }: Pick<Platform, "db" | "env">,
  observeLimited: (limit: "key" | "address") => void,
): Limits {
  const redis = env.redisUrl === null ? null : countInRedis(env.redisUrl, db);
  const counted = (kind: CountKind) =>
    new SharedCount(redis?.of(kind) ?? countInPostgres(db, kind), kind.seconds * 1_000);
  const keys = counted({ name: "key", seconds: windowSeconds });
  const addresses = counted({ name: "address", seconds: windowSeconds });
  const beacons = counted({ name: "beacon", seconds: 1 });
  const perAddress = env.addressPerSecond * windowSeconds;
  return {
    countKey({ keyId, perSecond }, reply) {
      const most = (perSecond ?? env.keyPerSecond) * windowSeconds;
      const taken = keys.take(keyId, most);
      tell(reply, "key", most, taken);
      if (taken.passed) return;
      observeLimited("key");
      throw tooMany("key", most);
    },
    countAddress(ip, reply) {
      const taken = addresses.take(networkOf(ip), perAddress);
      if (taken.passed) return;
      tell(reply, "address", perAddress, taken);
      observeLimited("address");
      throw tooMany("address", perAddress);
    },
    addressSpent: (ip) => addresses.spent(networkOf(ip), perAddress),
    beaconPasses: (keyId) => beacons.take(keyId, beaconsPerSecond).passed,
    close() {
      for (const each of [keys, addresses, beacons]) each.close();
      redis?.close();
    },
  };
}

/** draft-ietf-httpapi-ratelimit-headers */
function tell(reply: FastifyReply, name: string, most: number, { passed, left, endsInMs }: Taken): void {
  const seconds = Math.max(1, Math.ceil(endsInMs / 1_000));
  reply.header("ratelimit-policy", `"${name}";q=${most};w=${windowSeconds}`);
  reply.header("ratelimit", `"${name}";r=${left};t=${seconds}`);
  if (!passed) reply.header("retry-after", String(seconds));
}

const said = {
  key: "This key asked more often than it may: wait as long as Retry-After says.",
  address:
    "There were too many requests without a key in force from this address: wait as long as Retry-After says.",
} as const;

function tooMany(limit: keyof typeof said, requests: number): Problem {
  return new Problem(429, "rate_limited", said[limit], { limit, requests, seconds: windowSeconds });
}
