const shape = /^[^\s@,;<>"'()]+@[^\s@,;<>"'().]+(?:\.[^\s@,;<>"'().]+)+$/u;

/** Case-folded, without a surrounding "Name <…>" or mailto:; null when it is no address. */
export function normaliseEmail(text: string): string | null {
  const inner = /<([^<>]+)>\s*$/.exec(text)?.[1] ?? text;
  const address = inner
    .trim()
    .replace(/^mailto:/i, "")
    .toLowerCase();
  return address.length <= 254 && shape.test(address) ? address : null;
}

/** Every address in a cell, each once. */
export function emailsIn(text: string): string[] {
  const whole = normaliseEmail(text);
  if (whole) return [whole];
  return [...new Set(text.split(/[,;\s|/]+/).flatMap((part) => normaliseEmail(part) ?? []))];
}

/** "r•••@example.in" */
export function maskEmail(address: string): string {
  const at = address.lastIndexOf("@");
  return `${[...address.slice(0, at)][0] ?? ""}•••${address.slice(at)}`;
}
