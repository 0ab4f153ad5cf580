import { cleanText } from "../event/clean-text.ts";

export type PlainValue = string | number | boolean;

const longest = 200;

/** Attribute keys, without their prefix, and where in an answer each stands: paths of which the first with a value counts. */
export type Mapping = Readonly<Record<string, readonly string[]>>;

/** What an answer says under the mapping; what is missing, empty or no plain value is left out. */
export function mapAnswer(answer: unknown, mapping: Mapping): Record<string, PlainValue> {
  return Object.fromEntries(
    Object.entries(mapping).flatMap(([key, paths]) => {
      for (const path of paths) {
        const value = plain(valueAt(answer, path));
        if (value !== null) return [[key, value] as const];
      }
      return [];
    }),
  );
}

/** "data[0].attributes.jobTitle"; own properties only. */
function valueAt(answer: unknown, path: string): unknown {
  let value = answer;
  for (const step of path.split(/[.[\]]+/).filter(Boolean)) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, step)) return undefined;
    value = Object.getOwnPropertyDescriptor(value, step)?.value;
  }
  return value;
}

function plain(value: unknown): PlainValue | null {
  if (typeof value === "boolean") return value;
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (typeof value !== "string") return null;
  const text = [...cleanText(value).trim()].slice(0, longest).join("");
  return text === "" ? null : text;
}
