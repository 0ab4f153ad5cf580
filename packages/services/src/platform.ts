import { type BlobStore, createBlobStore } from "@leadlift/db/blobs";
import { type Database, NotMigrated, openDatabase } from "@leadlift/db/connect";
import { DatabaseUnavailable } from "@leadlift/db/database-unavailable";
import { KeyFileError, loadKeyFile } from "@leadlift/db/keyring";
import type { Environment } from "./environment.ts";
import { ServiceError } from "./errors.ts";
import { runningInstance } from "./instance.ts";
import { createLogger, type Logger } from "./log.ts";

/** What one process opens once. */
export interface Platform {
  readonly env: Environment;
  readonly db: Database;
  readonly blobs: BlobStore;
  readonly log: Logger;
}

export interface PlatformOptions {
  poolSize?: number;
  log?: Logger;
}

/**
 * Opens the database that DATABASE_URL names or, without it, the embedded one of a running `npm start`.
 * Throws UNAVAILABLE with a sentence when there is neither, it does not answer, or the key file does not fit.
 */
export async function openPlatform(
  env: Environment,
  applicationName: string,
  options: PlatformOptions = {},
): Promise<Platform & { close(): Promise<void> }> {
  const url = env.databaseUrl ?? runningInstance(env.dataDir)?.databaseUrl;
  if (!url) {
    throw new ServiceError("UNAVAILABLE", {
      worded: "No database is running: use npm start, or set DATABASE_URL.",
    });
  }
  const log = options.log ?? createLogger({ level: env.logLevel, application: applicationName });
  try {
    const db = await openDatabase({
      url,
      keyring: loadKeyFile(env.keyFile, { create: false }),
      ...(env.databaseReplicaUrl === null ? {} : { replicaUrl: env.databaseReplicaUrl }),
      applicationName: `leadlift ${applicationName}`,
      ...(options.poolSize === undefined ? {} : { poolSize: options.poolSize }),
      onConnectionError: (error) => log.warn("A connection to the database was lost", { error }),
    });
    return { env, db, blobs: createBlobStore(db), log, close: () => db.close() };
  } catch (error) {
    if (
      error instanceof KeyFileError ||
      error instanceof DatabaseUnavailable ||
      error instanceof NotMigrated
    ) {
      throw new ServiceError("UNAVAILABLE", { worded: error.message });
    }
    throw error;
  }
}
