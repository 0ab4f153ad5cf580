import type { Completeness, Known } from "@leadlift/services/quality/summary";
import { noSource, otherSources } from "./quality-words.ts";

/** What a source is called: by its own name, as none, or as so many together. */
export type SourceName = { of: "one"; name: string } | { of: "none" } | { of: "others"; count: number };

export interface SourceChoice extends Known {
  /** in the address */
  value: string;
  name: SourceName;
}

/** The sources that one can look at apart, largest first, the rest as one. */
export function sourceChoices({
  sources,
  otherSources: rest,
}: Pick<Completeness, "sources" | "otherSources">): SourceChoice[] {
  const each: SourceChoice[] = sources.map(({ source, leads, known }) => ({
    value: source ?? noSource,
    name: source === null ? ({ of: "none" } as const) : ({ of: "one", name: source } as const),
    leads,
    known,
  }));
  if (!rest) return each;
  const { count, leads, known } = rest;
  return [...each, { value: otherSources, name: { of: "others", count }, leads, known }];
}
