import { createBlobStore } from "@leadlift/db/blobs";
import { openDatabase } from "@leadlift/db/connect";
import { newId } from "@leadlift/db/id";
import { loadKeyFile } from "@leadlift/db/keyring";
import { migrate } from "@leadlift/db/migrate/run";
import type {} from "@leadlift/db/test/database";
import pg from "pg";
import { inject } from "vitest";
import { type Environment, readEnvironment } from "../../environment.ts";
import { createLogger } from "../../log.ts";
import type { Platform } from "../../platform.ts";
import { migrateQueues } from "../migrate.ts";

export interface OwnPlatform extends Platform {
  ownerUrl: string;
  close(): Promise<void>;
}

/** A platform on a database of its own: a relay or a queue would take the jobs of the other suites as well. */
export async function ownPlatform(variables: Record<string, string> = {}): Promise<OwnPlatform> {
  const { ownerUrl: sharedUrl, keyFile } = inject("leadliftDatabase");
  const name = `leadlift_${newId().replaceAll("-", "")}`;
  await asOwner(sharedUrl, `create database ${name}`);
  const url = new URL(sharedUrl);
  url.pathname = `/${name}`;
  const ownerUrl = url.href;
  const keyring = loadKeyFile(keyFile, { create: false });
  await migrate({ ownerUrl, keyring });
  await migrateQueues(ownerUrl);
  const db = await openDatabase({ url: ownerUrl, keyring, applicationName: "leadlift test", poolSize: 6 });
  const env: Environment = readEnvironment({
    DATABASE_URL: ownerUrl,
    LEADLIFT_KEY_FILE: keyFile,
    LOG_LEVEL: "silent",
    ...variables,
  });
  return {
    env,
    db,
    blobs: createBlobStore(db),
    log: createLogger({ level: "silent", application: "test" }),
    ownerUrl,
    async close() {
      await db.close();
      await asOwner(sharedUrl, `drop database ${name} with (force)`);
    },
  };
}

export async function asOwner(ownerUrl: string, sql: string, values: unknown[] = []): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    return (await client.query(sql, values)).rows;
  } finally {
    await client.end();
  }
}
