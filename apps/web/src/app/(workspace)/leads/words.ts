import type { Namespace } from "../../../i18n/catalogue.ts";

/** What the list and the page of a lead say. */
export const leadWords = [
  "shell",
  "lead",
  "score",
  "outcome",
  "command",
  "act",
] as const satisfies readonly Namespace[];
