import { tidy } from "./raw-value.ts";

const words: ReadonlyMap<string, boolean> = new Map([
  ["yes", true],
  ["no", false],
  ["y", true],
  ["n", false],
  ["true", true],
  ["false", false],
  ["t", true],
  ["f", false],
  ["1", true],
  ["0", false],
  ["on", true],
  ["off", false],
]);

export function parseBoolean(text: string): boolean | null {
  return text.length > 8 ? null : (words.get(tidy(text).toLowerCase()) ?? null);
}
