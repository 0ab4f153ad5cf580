import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { freePorts, type Installation, nothingOfOurs, startInstallation } from "../support/installation.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
/** What the loaded data are made by. */
const makers = ["prisma/migrations", "packages/simulator/src", "packages/services/src/demo"];
/** The sample's story ends when it is loaded, and a day's list looks back for a fortnight. */
const freshForMs = 3 * 24 * 3600_000;
const eventsPerLead = 20;

/**
 * A LeadLift whose sample brokerage has so many leads. Loading takes minutes, so the data are kept in the user's cache
 * folder (about 20 kB a lead) until what makes them changes, or they are three days old.
 */
export async function startLoaded(leads: number, say: (text: string) => void): Promise<Installation> {
  const kept = join(cacheFolder(), "leadlift", "bench-web");
  const dataDir = join(kept, `${leads}-${keyOfMakers()}`);
  const stamp = join(dataDir, "loaded");
  for (const name of existsSync(kept) ? await readdir(kept) : []) {
    const other = join(kept, name);
    const stale = other === dataDir ? isOld(stamp) : name.startsWith(`${leads}-`);
    if (stale) await rm(other, { recursive: true, force: true });
  }
  await mkdir(dataDir, { recursive: true });
  const installation = await startInstallation({
    dataDir,
    ...(await freePorts()),
    variables: {
      ...nothingOfOurs,
      LEADLIFT_DEMO: "true",
      LEADLIFT_DEMO_LEADS: String(leads),
      LEADLIFT_DEMO_EVENTS_PER_LEAD: String(eventsPerLead),
    },
    onOutput: say,
  });
  if (!existsSync(stamp)) await writeFile(stamp, "");
  return installation;
}

/** What was not loaded to its end is not old: it goes on. */
function isOld(stamp: string): boolean {
  return existsSync(stamp) && Date.now() - statSync(stamp).mtimeMs > freshForMs;
}

function keyOfMakers(): string {
  const hash = createHash("sha256");
  for (const folder of makers) {
    const files = readdirSync(join(root, folder), { recursive: true, encoding: "utf8" });
    for (const file of files.filter((name) => /(?<!\.test)\.(ts|sql)$/.test(name)).sort()) {
      hash.update(`${file}\0`).update(readFileSync(join(root, folder, file)));
    }
  }
  return hash.digest("hex").slice(0, 12);
}

function cacheFolder(): string {
  const { XDG_CACHE_HOME, LOCALAPPDATA } = process.env;
  if (XDG_CACHE_HOME) return XDG_CACHE_HOME;
  if (process.platform === "win32" && LOCALAPPDATA) return LOCALAPPDATA;
  return join(homedir(), process.platform === "darwin" ? "Library/Caches" : ".cache");
}
