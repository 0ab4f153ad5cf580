import { createLoader, parseAsString } from "nuqs/server";

/** What the page shows, as it stands in the address. */
export const boardParsers = {
  /** "2026-11"; empty: the current one */
  month: parseAsString.withDefault(""),
  /** whose arithmetic is open: a user's id, or "me" */
  count: parseAsString.withDefault(""),
};

export const loadBoardView = createLoader(boardParsers);

/** The month that an address asks for; the latest where it asks for none, or for one to come. */
export function chosenMonth(asked: string, latest: string): string {
  return /^20\d\d-(0[1-9]|1[0-2])$/.test(asked) && asked <= latest ? asked : latest;
}
