import { type BlobStore, createBlobStore } from "@leadlift/db/blobs";
import { type Database, openDatabase } from "@leadlift/db/connect";
import { loadKeyFile } from "@leadlift/db/keyring";
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
 * Throws UNAVAILABLE when there is neither, KeyFileError when the key does not fit.
 */
export async function openPlatform(
  env: Environment,
  applicationName: string,
  options: PlatformOptions = {},
): Promise<Platform & { close(): Promise<void> }> {
  const url = env.databaseUrl ?? runningInstance(env.dataDir)?.databaseUrl;
  if (!url) {
    throw new ServiceError("UNAVAILABLE", "No database is running: use npm start, or set DATABASE_URL.");
  }
  const db = await openDatabase({
    url,
    keyring: loadKeyFile(env.keyFile, { create: false }),
    applicationName,
    ...(options.poolSize === undefined ? {} : { poolSize: options.poolSize }),
  });
  const log = options.log ?? createLogger({ level: env.logLevel, application: applicationName });
  return { env, db, blobs: createBlobStore(db), log, close: () => db.close() };
}
