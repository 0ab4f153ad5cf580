import { qualityWindows } from "@leadlift/services/quality/windows";
import { createLoader, parseAsNumberLiteral, parseAsString } from "nuqs/server";

/** What the page shows, as it stands in the address. */
export const qualityParsers = {
  days: parseAsNumberLiteral(qualityWindows).withDefault(30),
  /** of one source, as sourceValue has it; empty: of all */
  source: parseAsString.withDefault(""),
};

export const loadQualityView = createLoader(qualityParsers);
