import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { EmbeddedError, removeEmbedded, startEmbedded } from "../embedded.ts";
import { loadKeyFile } from "../keyring.ts";
import { migrate } from "../migrate/run.ts";

const prefix = "leadlift-test-";

/**
 * One cluster for the run, with one migrated database.
 * Another package's global setup, listed after this one, may add to it through `getProvidedContext()`.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await removeAbandoned();
  const dataDir = await mkdtemp(join(tmpdir(), prefix));
  const keyFile = join(dataDir, "leadlift.key");
  const keyring = loadKeyFile(keyFile, { create: true });
  // Nothing here has to survive a power cut.
  const settings = { fsync: "off", synchronous_commit: "off", full_page_writes: "off" };
  const server = await startEmbedded({ dataDir, settings });
  await migrate({ ownerUrl: server.url, keyring });
  project.provide("leadliftDatabase", { ownerUrl: server.url, keyFile });
  return async () => {
    await server.stop();
    await removeEmbedded({ dataDir });
    await rm(dataDir, { recursive: true, force: true });
  };
}

// A run that was killed leaves its server behind.
async function removeAbandoned(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith(prefix)) continue;
    const dataDir = join(tmpdir(), name);
    try {
      await removeEmbedded({ dataDir });
      await rm(dataDir, { recursive: true, force: true });
    } catch (error) {
      // Another run's, which is under way.
      if (!(error instanceof EmbeddedError)) throw error;
    }
  }
}
