import type { Database } from "@leadlift/db/connect";
import type { Environment } from "../environment.ts";
import type { QueueSource } from "./backend.ts";

/** Redis where REDIS_URL is set, else the database. */
export function queueSource(env: Environment, db: Database): QueueSource {
  return env.redisUrl
    ? { kind: "redis", url: env.redisUrl }
    : { kind: "postgres", connectionString: db.queueConnection.connectionString };
}
