/** Whether every word that was written begins a word of the label. */
export function matches(label: string, text: string): boolean {
  const parts = wordsOf(label);
  return wordsOf(text).every((word) => parts.some((part) => part.startsWith(word)));
}

function wordsOf(text: string): string[] {
  return text
    .toLocaleLowerCase()
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter(Boolean);
}
