import { Contender, type PeerMatrix } from "./contender.ts";
import { parameters } from "./parameters.ts";
import type { Peer } from "./peer.ts";
import type { TableFiles } from "./table-files.ts";

/** Resident memory in MB: with the data loaded and nothing done yet, and at its peak after one training. */
export interface Footprint {
  loadedMb: number;
  peakMb: number;
}

export interface Memory {
  ours: Footprint;
  /** null without XGBoost; of its two matrices the one that took less */
  peer: Footprint | null;
  /** of the peaks */
  ratio: number | null;
}

/** Trains once in a fresh process a library, with two threads. */
export async function measureMemory(files: TableFiles, peer: Peer | null): Promise<Memory> {
  const ours = await footprint(Contender.ours(), files);
  if (!peer) return { ours, peer: null, ratio: null };
  const theirs = [
    await footprint(Contender.peer(peer), files, "DMatrix"),
    await footprint(Contender.peer(peer), files, "QuantileDMatrix"),
  ];
  const [leaner] = theirs.sort((a, b) => a.peakMb - b.peakMb);
  return { ours, peer: leaner, ratio: ours.peakMb / leaner.peakMb };
}

async function footprint(
  contender: Contender,
  files: TableFiles,
  matrix: PeerMatrix = "DMatrix",
): Promise<Footprint> {
  try {
    await contender.load("train", files);
    const loadedMb = await contender.peakMb();
    await contender.train({ data: "train", parameters, threads: 2, keep: "model", matrix });
    return { loadedMb, peakMb: await contender.peakMb() };
  } finally {
    contender.close();
  }
}
