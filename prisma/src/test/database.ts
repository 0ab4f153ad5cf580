import { inject } from "vitest";
import { type Database, openDatabase } from "../connect.ts";
import { type Keyring, loadKeyFile } from "../keyring.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** the migrated database that all files of a run share */
    leadliftDatabase: { ownerUrl: string; keyFile: string };
  }
}

export interface TestDatabase extends Database {
  ownerUrl: string;
  keyFile: string;
  keyring: Keyring;
}

/** Opens the run's database; a suite makes its own organisations in it and closes it when done. */
export async function testDatabase(options: { poolSize?: number } = {}): Promise<TestDatabase> {
  const { ownerUrl, keyFile } = inject("leadliftDatabase");
  const keyring = loadKeyFile(keyFile, { create: false });
  const db = await openDatabase({
    url: ownerUrl,
    keyring,
    applicationName: "leadlift test",
    poolSize: options.poolSize ?? 4,
  });
  return { ...db, ownerUrl, keyFile, keyring };
}
