import { createHmac } from "node:crypto";
import type { Database } from "@leadlift/db/connect";
import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterPostgres } from "rate-limiter-flexible";

/** Counts by key that all processes share; within `seconds` of a key's first one. */
export interface CountStore {
  /** What has been counted of it in its window, these included, and how long that still runs. */
  add(key: string, points: number): Promise<{ count: number; endsInMs: number }>;
  forget(key: string): Promise<void>;
}

export interface CountKind {
  /** what is counted: different names never meet */
  name: string;
  /** whole seconds */
  seconds: number;
}

/** Counts in PostgreSQL; while that does not answer, in this process alone. */
export function countInPostgres(db: Database, kind: CountKind): CountStore {
  const query = ({ name, text, values }: { name?: string; text: string; values?: unknown[] }) =>
    db.withSystem("count requests", (sql) => sql.query(text, values, name));
  const limiter = new RateLimiterPostgres({
    ...optionsOf(kind),
    storeClient: { query },
    storeType: "client",
    schemaName: "installation",
    tableName: "rate_count",
    tableCreated: true,
  });
  return countWith(limiter, db);
}

/** The library's own limit is out of reach: whoever asks compares, since each key has a limit of its own. */
export function optionsOf({ name, seconds }: CountKind) {
  const own = { keyPrefix: name, points: Number.MAX_SAFE_INTEGER, duration: seconds };
  return { ...own, insuranceLimiter: new RateLimiterMemory(own) };
}

/** Keys are addresses and accounts of people: what is kept is a keyed hash. */
export function countWith(limiter: RateLimiterAbstract, db: Pick<Database, "secret">): CountStore {
  const secret = db.secret("rate limit");
  const hashed = (key: string) => createHmac("sha256", secret).update(key).digest("base64url");
  return {
    async add(key, points) {
      const { consumedPoints, msBeforeNext } = await limiter.penalty(hashed(key), points);
      return { count: consumedPoints, endsInMs: msBeforeNext };
    },
    async forget(key) {
      await limiter.delete(hashed(key));
    },
  };
}
