import { DatabaseUnavailable } from "@leadlift/db/database-unavailable";
import { EmbeddedError, startEmbedded } from "@leadlift/db/embedded";
import { KeyFileError, loadKeyFile } from "@leadlift/db/keyring";
import { MigrationError, migrate } from "@leadlift/db/migrate/run";
import type { Environment } from "../environment.ts";
import { migrateQueues } from "../jobs/migrate.ts";
import { OperateError } from "./errors.ts";

export interface StartedDatabase {
  /** The owner's. */
  url: string;
  embedded: boolean;
  stop(): Promise<void>;
}

/** The database of DATABASE_URL, or the embedded one, started. Throws OperateError. */
export async function startDatabase(
  env: Environment,
  onStep: (name: string) => void = () => {},
): Promise<StartedDatabase> {
  if (env.databaseUrl) return { url: env.databaseUrl, embedded: false, stop: () => Promise.resolve() };
  try {
    const { url, stop } = await startEmbedded({ dataDir: env.dataDir, onStep });
    return { url, embedded: true, stop };
  } catch (error) {
    throw error instanceof EmbeddedError ? new OperateError(error.message) : error;
  }
}

/** Brings tables, roles and queues up to date; makes the key file when there is none yet. Throws OperateError. */
export async function migrateAll(
  env: Environment,
  ownerUrl: string,
  onStep: (name: string) => void = () => {},
): Promise<{ applied: string[] }> {
  try {
    const done = await migrate({ ownerUrl, keyring: loadKeyFile(env.keyFile, { create: true }), onStep });
    await migrateQueues(ownerUrl);
    return done;
  } catch (error) {
    if (error instanceof DatabaseUnavailable && env.databaseUrl) {
      const { host } = new URL(env.databaseUrl);
      throw new OperateError(
        `The database of DATABASE_URL (${host}) does not answer: start it, or correct the address.`,
      );
    }
    const known = [KeyFileError, MigrationError, DatabaseUnavailable].some((kind) => error instanceof kind);
    throw known && error instanceof Error ? new OperateError(error.message) : error;
  }
}
