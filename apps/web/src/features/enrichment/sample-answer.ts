import { type Mapping, mapAnswer, type PlainValue } from "@leadlift/services/enrichment/mapping";

export interface SampleRow {
  key: string;
  paths: readonly string[];
  /** null: the answer says nothing there */
  value: PlainValue | null;
}

/** What would be stored of a pasted answer; null while it is no JSON. */
export function readSample(text: string, mapping: Mapping): SampleRow[] | null {
  let answer: unknown;
  try {
    answer = JSON.parse(text);
  } catch {
    return null;
  }
  const found = mapAnswer(answer, mapping);
  return Object.entries(mapping).map(([key, paths]) => ({ key, paths, value: found[key] ?? null }));
}
