import { seededRandom, shuffle } from "./random.ts";
import type { Fold } from "./split.ts";

const parts = 5;

/**
 * Folds for values that are learnt from labels, so that no row's value has seen its own. In order of time each fifth
 * is held out from all earlier ones, and the first has nothing to be learnt from; else each row is held once.
 */
export function crossFolds(rows: number, ordered: boolean, seed: number): Fold[] {
  const partOf = new Uint8Array(rows);
  const order = Uint32Array.from({ length: rows }, (_, i) => i);
  if (!ordered) shuffle(order, seededRandom(seed + 3));
  order.forEach((row, i) => {
    partOf[row] = Math.floor((i * parts) / rows);
  });
  const chosen = (wanted: (part: number) => boolean) =>
    Uint32Array.from(partOf.keys()).filter((row) => wanted(partOf[row]));
  return Array.from({ length: parts }, (_, held) => ({
    fit: chosen((part) => (ordered ? part < held : part !== held)),
    held: chosen((part) => part === held),
  })).slice(ordered ? 1 : 0);
}
