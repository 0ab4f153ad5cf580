import { existsSync, rmSync } from "node:fs";
import { removeEmbedded } from "@leadlift/db/embedded";
import type { Environment } from "../environment.ts";
import { OperateError } from "./errors.ts";
import { isDataFolder } from "./preflight.ts";
import { stopLeadLift } from "./stop.ts";

/**
 * Stops LeadLift if it runs and deletes its data folder; false when there is none. Throws OperateError when the data is
 * not ours to delete: a folder that LeadLift did not make, or a database of DATABASE_URL.
 */
export async function resetLeadLift(env: Environment): Promise<boolean> {
  if (env.databaseUrl) {
    throw new OperateError(
      "The data is in the database of DATABASE_URL, which reset leaves alone: drop that database yourself, then start again.",
    );
  }
  if (!existsSync(env.dataDir)) return false;
  if (!isDataFolder(env.dataDir)) {
    throw new OperateError(
      `${env.dataDir} was not made by LeadLift: check LEADLIFT_DATA_DIR; nothing was deleted.`,
    );
  }
  await stopLeadLift(env);
  await removeEmbedded({ dataDir: env.dataDir });
  rmSync(env.dataDir, { recursive: true, force: true });
  return true;
}
