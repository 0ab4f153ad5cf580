import { looksLikeActivities } from "./activities/propose.ts";
import type { ImportKind } from "./content.ts";
import { looksLikeListings } from "./listings/propose.ts";
import type { SampledColumn } from "./propose-mapping.ts";

/** What a file holds, by its headers and first values; leads unless much speaks against it. */
export function guessKind(columns: readonly SampledColumn[]): ImportKind {
  if (looksLikeActivities(columns)) return "activities";
  return looksLikeListings(columns) ? "listings" : "leads";
}
