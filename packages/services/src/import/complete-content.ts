import type { Ladder } from "../context.ts";
import { checkActivityMapping } from "./activities/plan.ts";
import type { ImportContent } from "./content.ts";
import { checkListingMapping } from "./listings/draft-listing.ts";
import { completeColumns, completeMapping } from "./plan.ts";

/**
 * The whole mapping for a file with these names: columns that it does not speak of are left out.
 * Throws BAD_INPUT with one sentence where it does not fit the file or the organisation.
 */
export function completeContent(
  content: ImportContent,
  names: readonly string[],
  ladder: Ladder,
): ImportContent {
  switch (content.kind) {
    case "leads":
      return { ...content, mapping: completeMapping(content.mapping, names, ladder) };
    case "activities":
      checkActivityMapping(content.mapping);
      return {
        ...content,
        mapping: { ...content.mapping, columns: completeColumns(content.mapping.columns, names) },
      };
    case "listings":
      checkListingMapping(content.mapping);
      return {
        ...content,
        mapping: { ...content.mapping, columns: completeColumns(content.mapping.columns, names) },
      };
  }
}
