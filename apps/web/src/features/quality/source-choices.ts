import type { Completeness, Known } from "@leadlift/services/quality/summary";
import { noSource, otherSources, sourceLabel } from "./quality-words.ts";

export interface SourceChoice extends Known {
  /** in the address */
  value: string;
  label: string;
}

/** The sources that one can look at apart, largest first, the rest as one. */
export function sourceChoices({
  sources,
  otherSources: rest,
}: Pick<Completeness, "sources" | "otherSources">): SourceChoice[] {
  const each = sources.map(({ source, leads, known }) => ({
    value: source ?? noSource,
    label: sourceLabel(source),
    leads,
    known,
  }));
  if (!rest) return each;
  const { count, leads, known } = rest;
  return [...each, { value: otherSources, label: `${count} smaller sources`, leads, known }];
}
