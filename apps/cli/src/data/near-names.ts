import { CommandError } from "../command-error.ts";

const shown = 5;

/** The place of a column, or one sentence that lists the names most like the one asked for. */
export function columnNamed(names: readonly string[], wanted: string, option: string): number {
  const exact = names.indexOf(wanted);
  if (exact >= 0) return exact;
  const near = nearNames(names, wanted)
    .map((name) => `"${name}"`)
    .join(", ");
  throw new CommandError(`There is no column "${wanted}" (${option}); columns with a name like it: ${near}.`);
}

/** Names by ascending distance, which ignores case, spaces and punctuation. */
export function nearNames(names: readonly string[], wanted: string): string[] {
  const key = plain(wanted);
  return names
    .map((name) => ({ name, distance: distance(plain(name), key) }))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, shown)
    .map(({ name }) => name);
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}

/** Levenshtein's; a name that contains the other is near however much longer it is. */
function distance(a: string, b: string): number {
  if (b !== "" && (a.includes(b) || (a !== "" && b.includes(a)))) return Math.abs(a.length - b.length) / 100;
  let above = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const swap = (above[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min(swap, (above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1));
    }
    above = row;
  }
  return above[b.length] ?? 0;
}
