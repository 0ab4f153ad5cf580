import { parseArgs } from "node:util";
import { defaultDataFolder } from "./real-data.ts";

export const parts = ["speed", "memory", "explain", "predict", "quality"] as const;
export type Part = (typeof parts)[number];

export interface BenchOptions {
  rows: number;
  repetitions: number;
  parts: ReadonlySet<Part>;
  data: string;
  json: boolean;
}

export const usage = `pnpm bench:boosting [--rows 200000] [--repetitions 5] [--only ${parts.join(",")}] [--data <folder>] [--json]`;

/** Throws an Error with a sentence for the person when an option makes no sense. */
export function readOptions(args: string[]): BenchOptions {
  const { values } = parseArgs({
    args,
    options: {
      rows: { type: "string", default: "200000" },
      repetitions: { type: "string", default: "5" },
      only: { type: "string", default: parts.join() },
      data: { type: "string", default: defaultDataFolder },
      json: { type: "boolean", default: false },
    },
  });
  return {
    rows: wholeNumber("rows", values.rows, 100),
    repetitions: wholeNumber("repetitions", values.repetitions, 1),
    parts: new Set(values.only.split(",").map(partOf)),
    data: values.data,
    json: values.json,
  };
}

function wholeNumber(name: string, text: string, least: number): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < least) {
    throw new Error(`--${name} is ${text}: a whole number from ${least} is needed.`);
  }
  return value;
}

function partOf(text: string): Part {
  const part = parts.find((name) => name === text.trim());
  if (!part) throw new Error(`--only knows ${parts.join(", ")}, not "${text.trim()}".`);
  return part;
}
