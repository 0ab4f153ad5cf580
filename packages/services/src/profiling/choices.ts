import type { Answer } from "@leadlift/scoring/model";
import type { AskedKind } from "./fields.ts";

/** So many numbers can still be chosen from at a glance. */
const fewNumbers = 6;
const smallNumber = 100;

/** Usual answers to choose from, commonest first; numbers in their order, where they are few, small and whole. */
export function choicesOf(kind: AskedKind, answers: readonly { value: Answer }[]): string[] | null {
  if (kind === "categorical") return answers.map(({ value }) => String(value));
  if (kind !== "numeric" || answers.length > fewNumbers) return null;
  const numbers = answers.map(({ value }) => Number(value)).sort((a, b) => a - b);
  return numbers.every((n) => Number.isInteger(n) && Math.abs(n) < smallNumber) ? numbers.map(String) : null;
}
