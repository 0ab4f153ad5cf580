export interface HeaderMatch<Field extends string> {
  field: Field;
  /** 0 is the likeliest header for the field */
  rank: number;
  exact: boolean;
}

/**
 * Reads headers without case, spaces and punctuation. `words`: by field, the likeliest first, parted by spaces;
 * `endings`: what carries the meaning of a longer header.
 */
export function headerMatcher<Field extends string>(
  words: Readonly<Record<Field, string>>,
  endings: readonly (readonly [string, Field])[] = [],
): (header: string) => HeaderMatch<Field> | null {
  const exact = new Map<string, { field: Field; rank: number }>();
  for (const field of Object.keys(words) as Field[]) {
    for (const [rank, word] of words[field].trim().split(/\s+/).entries()) exact.set(word, { field, rank });
  }
  return (header) => {
    const key = header.toLowerCase().replace(/[^\p{L}\p{M}\p{N}]+/gu, "");
    const found = exact.get(key);
    if (found) return { ...found, exact: true };
    const ending = endings.find(([end]) => key.endsWith(end));
    return ending ? { field: ending[1], rank: 100, exact: false } : null;
  };
}
