import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { type Prisma, PrismaClient } from "../generated/client.ts";
import { refuseSilentRollback } from "./commit.ts";
import { createFieldCrypto, type FieldCrypto } from "./encryption.ts";
import { type Keyring, otherKeyFile } from "./keyring.ts";
import { openChannels } from "./listen.ts";
import { newestMigration } from "./migrate/newest.ts";
import { readFromReplica, watchReplica } from "./replica.ts";
import { type DatabaseRole, urlAs } from "./roles.ts";
import {
  type OrgSql,
  requireOrgId,
  type SystemVerb,
  statementOfSystem,
  withOrgSql,
  withOrgSqlToRead,
  withSystem,
} from "./sql.ts";
import { asUnavailable, isDatabaseError } from "./unavailable.ts";

export type { OrgSql, SystemVerb } from "./sql.ts";
export type Tx = Prisma.TransactionClient;

const undefinedFunction = "42883";
const olderThanProgram =
  "The database is older than this program: run the migrate step, or start LeadLift again, which does.";
const connectTimeoutMs = 10_000;
/** One that does not answer must not hold up what the primary could answer. */
const replicaPatience = { connectionTimeoutMillis: 1_000, query_timeout: 10_000 };
const longestIdleMs = 2 * 60_000;
const transactionTimeoutMs = 60_000;

export interface DatabaseOptions {
  /** the database's address; whatever user and password it carries are replaced */
  url: string;
  keyring: Keyring;
  /** connections for organisations' work (10); the system role has 4 more, sign-in 5, notifications 1 */
  poolSize?: number;
  /** of a standby that follows the database */
  replicaUrl?: string;
  applicationName: string;
  /** told of connections that broke while idle; the pools replace them by themselves */
  onConnectionError?: (error: Error) => void;
}

/** The three doors into the database, and there is no other. */
export interface Database {
  /** Prisma in one transaction that sees and writes this organisation's rows only. */
  withOrg<T>(orgId: string, work: (tx: Tx) => Promise<T>): Promise<T>;
  /** The same with plain SQL, for the paths where Prisma's time counts. */
  withOrgSql<T>(orgId: string, work: (sql: OrgSql) => Promise<T>): Promise<T>;
  /**
   * Reads that may miss the last half second: from the replica where there is one that is no older, else from the primary.
   * Not for what must see what its caller has just written. The work may run twice.
   */
  withReplicaSql<T>(orgId: string, work: (sql: OrgSql) => Promise<T>): Promise<T>;
  /** Across organisations, for a listed verb and through a role that can do little else. */
  withSystem<T>(verb: SystemVerb, work: (sql: OrgSql) => Promise<T>): Promise<T>;
  /** The same for one statement that answers nothing, in one round trip. */
  runAsSystem(
    verb: SystemVerb,
    statement: { text: string; values: readonly unknown[]; name: string },
  ): Promise<void>;
  /** Sign-in's own role and schema. */
  authPool: pg.Pool;
  /** How the connections of this process are used at present. */
  pools(): PoolUse[];
  queueConnection: { connectionString: string; schema: "bullmq" };
  /** `onMissed`: the connection was broken and is back; what was sent meanwhile is lost. */
  listen(
    channel: string,
    onNotify: (payload: string) => void,
    onMissed?: () => void,
  ): Promise<() => Promise<void>>;
  crypto: FieldCrypto;
  /** A secret of the installation, by its name; it follows from the key file. 32 bytes, base64url. */
  secret(name: string): string;
  close(): Promise<void>;
}

export interface PoolUse {
  name: string;
  busy: number;
  idle: number;
  /** requests that wait for a connection */
  waiting: number;
}

/**
 * Opens a migrated database. Throws KeyFileError where the key file is not the database's own,
 * DatabaseUnavailable where it does not answer, NotMigrated where not all of its migrations have run.
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const pool = (role: DatabaseRole, max: number, extra: pg.PoolConfig = {}) =>
    openPool(options, role, max, extra);
  const app = pool("leadlift_app", options.poolSize ?? 10);
  const system = pool("leadlift_system", 4);
  const authPool = pool("leadlift_auth", 5, { options: "-c search_path=auth" });
  const replica = options.replicaUrl
    ? openPool(
        { ...options, url: options.replicaUrl },
        "leadlift_app",
        options.poolSize ?? 10,
        replicaPatience,
      )
    : null;
  const watched = replica && watchReplica(system, replica);
  const prisma = new PrismaClient({ adapter: new PrismaPg(app) });
  const appUrl = urlAs("leadlift_app", options.url, options.keyring);
  const channels = openChannels({
    connectionString: appUrl,
    application_name: `${options.applicationName} (listen)`,
  });

  async function close(): Promise<void> {
    watched?.close();
    await channels.close();
    await prisma.$disconnect();
    const pools = [app, system, authPool, ...(replica ? [replica] : [])];
    await Promise.all(pools.map((each) => (each.ended ? undefined : each.end())));
  }

  try {
    await checkDatabase(app, options.keyring);
  } catch (error) {
    await close();
    throw error;
  }

  return {
    withOrg: (orgId, work) => withOrg(prisma, orgId, work),
    withOrgSql: (orgId, work) => withOrgSql(app, orgId, work),
    withReplicaSql: (orgId, work) =>
      replica && watched
        ? readFromReplica({ primary: app, replica, watched }, orgId, work)
        : withOrgSqlToRead(app, orgId, work),
    withSystem: (verb, work) => withSystem(system, verb, work),
    runAsSystem: (verb, statement) => statementOfSystem(system, verb, statement),
    authPool,
    pools: () => [
      useOf("app", app),
      useOf("system", system),
      useOf("sign-in", authPool),
      ...(replica ? [useOf("replica", replica)] : []),
    ],
    queueConnection: { connectionString: appUrl, schema: "bullmq" },
    listen: (channel, onNotify, onMissed) => channels.listen(channel, onNotify, onMissed),
    crypto: createFieldCrypto(options.keyring),
    secret: (name) => options.keyring.secret(name),
    close,
  };
}

/** The database has no tables yet, or not those that this code knows. */
export class NotMigrated extends Error {
  override name = "NotMigrated";
}

function openPool(options: DatabaseOptions, role: DatabaseRole, max: number, extra: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool({
    connectionString: urlAs(role, options.url, options.keyring),
    application_name: options.applicationName,
    max,
    connectionTimeoutMillis: connectTimeoutMs,
    keepAlive: true,
    // Queries that do not wait for each other's answers take one round trip.
    pipeline: true,
    // A process that was stopped in the middle of a transaction must not keep its locks for ever.
    idle_in_transaction_session_timeout: longestIdleMs,
    ...extra,
  });
  const report = (error: Error) => options.onConnectionError?.(error);
  pool.on("error", report);
  pool.on("connect", (client) => {
    // A connection that breaks while checked out between two queries would otherwise end the process.
    client.on("error", report);
    refuseSilentRollback(client);
  });
  return pool;
}

function useOf(name: string, { totalCount, idleCount, waitingCount }: pg.Pool): PoolUse {
  return { name, busy: totalCount - idleCount, idle: idleCount, waiting: waitingCount };
}

async function checkDatabase(app: pg.Pool, keyring: Keyring): Promise<void> {
  try {
    const { rows } = await app.query<{ value: Buffer; unsafe: boolean; newest: string }>(
      `select value, installation.newest_migration() as newest, (select rolsuper or rolbypassrls from pg_roles where rolname = current_user) as unsafe
         from installation.key_check`,
    );
    const row = rows[0];
    if (!row) throw new NotMigrated("The database has not been migrated to its end: run the migrate step.");
    if (row.unsafe)
      throw new Error("The role leadlift_app may pass by row-level security: take that from it.");
    if (!row.value.equals(keyring.checkValue)) throw otherKeyFile(keyring);
    if (row.newest < newestMigration) throw new NotMigrated(olderThanProgram);
  } catch (error) {
    if (error instanceof pg.DatabaseError) {
      // A wrong password: the roles' passwords follow from the key file.
      if (error.code === "28P01") throw otherKeyFile(keyring);
      if (error.code === undefinedFunction) throw new NotMigrated(olderThanProgram, { cause: error });
      if (["28000", "3F000", "42P01", "42501"].includes(error.code ?? "")) {
        throw new NotMigrated("The database has not been migrated: run the migrate step first.", {
          cause: error,
        });
      }
    }
    throw asUnavailable(error);
  }
}

async function withOrg<T>(prisma: PrismaClient, orgId: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  requireOrgId(orgId);
  try {
    return await prisma.$transaction(
      async (tx) => {
        await tx.$executeRaw`select set_config('app.org', ${orgId}, true)`;
        return work(tx);
      },
      { maxWait: connectTimeoutMs, timeout: transactionTimeoutMs },
    );
  } catch (error) {
    throw isDatabaseError(error) ? asUnavailable(error) : error;
  }
}
