import { readFile, stat } from "node:fs/promises";
import type { Logger } from "../log.ts";
import { IpRanges, networksIn } from "./ip-ranges.ts";

const lookEveryMs = 60_000;

/** Networks of servers, as whoever runs the installation lists them. */
export interface Datacentres {
  /** The address is looked at and kept nowhere. */
  networkOf(address: string): "datacentre" | null;
  /** Reads those files that have changed; ranges that cannot be read stay as they were. */
  refresh(): Promise<void>;
}

/** Reads the files at first use, and again when one has changed; looks at most once a minute. */
export function datacentresOf(
  files: readonly string[],
  log: Pick<Logger, "info" | "warn">,
  now: () => number = performance.now.bind(performance),
): Datacentres {
  const read = new Map<string, { changedAt: number; networks: string[] }>();
  let ranges = new IpRanges([]);
  let looked = Number.NEGATIVE_INFINITY;
  let looking: Promise<void> = Promise.resolve();

  const look = async () => {
    let changed = false;
    for (const file of files) {
      try {
        const { mtimeMs } = await stat(file);
        if (read.get(file)?.changedAt === mtimeMs) continue;
        const networks = networksIn(await readFile(file, "utf8"));
        if (networks.length === 0) throw new Error("It names no network.");
        read.set(file, { changedAt: mtimeMs, networks });
        changed = true;
      } catch (error) {
        log.warn(`The list of datacentre networks ${file} could not be read`, { error });
      }
    }
    if (!changed) return;
    ranges = new IpRanges([...read.values()].flatMap(({ networks }) => networks));
    log.info("Datacentre networks read", { count: ranges.size });
  };
  const refresh = () => {
    looked = now();
    looking = looking.then(look);
    return looking;
  };
  return {
    refresh,
    networkOf(address) {
      // Nobody waits for it: the next beacon is told by the new list.
      if (files.length > 0 && now() - looked > lookEveryMs) void refresh();
      return ranges.has(address) ? "datacentre" : null;
    },
  };
}
