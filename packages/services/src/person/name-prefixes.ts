const shortest = 2;
const longest = 8;
const mostWords = 6;

/** A name as it is kept: one line, single spaces, 200 characters at most; null when nothing is left. */
export function tidyName(text: string): string | null {
  const tidy = text.normalize("NFC").replace(/\s+/gu, " ").trim();
  return tidy === "" ? null : [...tidy].slice(0, 200).join("");
}

/**
 * The words that a name is found by: without case, accents, joiners and punctuation. Vowel signs of Indian scripts
 * are letters and stay; the nukta, which many leave out, does not.
 */
export function nameWords(name: string): string[] {
  const folded = name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[\u0300-\u036f\u093c\u09bc\u0a3c\u0abc\u0b3c'’`]|\u200c|\u200d/gu, "")
    .normalize("NFC");
  return (folded.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).slice(0, mostWords);
}

/** What a name is indexed by: the beginnings of its words, from two letters up to eight; initials as they are. */
export function namePrefixes(name: string): string[] {
  const prefixes = new Set<string>();
  for (const word of nameWords(name)) {
    const letters = [...word];
    if (letters.length < shortest) prefixes.add(word);
    for (let length = shortest; length <= Math.min(longest, letters.length); length++) {
      prefixes.add(letters.slice(0, length).join(""));
    }
  }
  return [...prefixes];
}

/** What has to be among a name's prefixes for a search to find it; empty while too little is typed. */
export function searchPrefixes(query: string): string[] {
  const words = nameWords(query).map((word) => [...word].slice(0, longest).join(""));
  const long = words.filter((word) => [...word].length >= shortest);
  return long.length > 0 ? [...new Set(words)] : [];
}
