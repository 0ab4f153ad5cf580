interface Rejected {
  line: number;
  text: string;
}

/** Rejected rows by why they were, with their lines as people write them: "4, 7–12". */
export function rejectLines(rejects: readonly Rejected[]): { text: string; lines: string }[] {
  const byText = new Map<string, number[]>();
  for (const { line, text } of rejects) byText.set(text, [...(byText.get(text) ?? []), line]);
  return [...byText].map(([text, lines]) => ({ text, lines: ranges(lines) }));
}

/** Lines come in order. */
function ranges(lines: readonly number[]): string {
  const found: { from: number; to: number }[] = [];
  for (const line of lines) {
    const last = found.at(-1);
    if (last && line === last.to + 1) last.to = line;
    else found.push({ from: line, to: line });
  }
  return found.map(({ from, to }) => (from === to ? `${from}` : `${from}–${to}`)).join(", ");
}
