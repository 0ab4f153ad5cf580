import type pg from "pg";
import { DatabaseUnavailable } from "./database-unavailable.ts";
import type { OrgSql } from "./sql.ts";
import { withOrgSqlToRead } from "./sql.ts";

/** What is read is never older than this. */
export const replicaBoundMs = 500;
const askEveryMs = 200;
const samplesKept = 4;

interface Sample {
  /** performance.now() before the primary was asked */
  at: number;
  position: bigint;
}

export interface Replica {
  /** Whether it has everything that was committed half a second ago. */
  isFresh(): boolean;
  close(): void;
}

/**
 * Watches how far a replica has come. The primary says every fifth of a second how much it has written; the replica is as
 * fresh as the newest of these sayings that it has replayed. Where either does not answer, it is not fresh.
 */
export function watchReplica(primary: pg.Pool, replica: pg.Pool): Replica {
  const samples: Sample[] = [];
  let freshUntil = Number.NEGATIVE_INFINITY;
  let asking = false;
  async function ask(): Promise<void> {
    const at = performance.now();
    const [written, replayed] = await Promise.all([
      positionOf(primary, "pg_current_wal_flush_lsn()"),
      positionOf(replica, "case when pg_is_in_recovery() then pg_last_wal_replay_lsn() end"),
    ]);
    if (written === null) return;
    samples.push({ at, position: written });
    if (samples.length > samplesKept) samples.shift();
    const reached = samples.filter(({ position }) => replayed !== null && replayed >= position).at(-1);
    if (reached) freshUntil = reached.at + replicaBoundMs;
  }
  const timer = setInterval(() => {
    if (asking) return;
    asking = true;
    // What cannot be asked is not fresh for longer than it was known to be.
    ask()
      .catch(() => {})
      .finally(() => {
        asking = false;
      });
  }, askEveryMs).unref();
  return {
    isFresh: () => performance.now() < freshUntil,
    close: () => clearInterval(timer),
  };
}

/** From the replica where it is fresh, else from the primary; also where the replica fails meanwhile. */
export async function readFromReplica<T>(
  { primary, replica, watched }: { primary: pg.Pool; replica: pg.Pool; watched: Replica },
  orgId: string,
  work: (sql: OrgSql) => Promise<T>,
): Promise<T> {
  if (!watched.isFresh()) return withOrgSqlToRead(primary, orgId, work);
  try {
    return await withOrgSqlToRead(replica, orgId, work);
  } catch (error) {
    if (!isReplicasOwn(error)) throw error;
    return withOrgSqlToRead(primary, orgId, work);
  }
}

/** It does not answer, or had to give a query up to go on replaying. */
function isReplicasOwn(error: unknown): boolean {
  if (error instanceof DatabaseUnavailable) return true;
  return error instanceof Error && "code" in error && error.code === "40001";
}

async function positionOf(pool: pg.Pool, expression: string): Promise<bigint | null> {
  const { rows } = await pool.query<{ position: string | null }>(
    `select (${expression} - '0/0'::pg_lsn)::text as position`,
  );
  const position = rows[0]?.position;
  return position == null ? null : BigInt(position);
}
