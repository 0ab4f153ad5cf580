import type { LeadPage } from "@leadlift/services/lead/list";
import { outOfPlace } from "./out-of-place.ts";

/** The list as somebody reads it. */
export interface Held {
  /** whose order it is; null: nothing was fetched yet */
  view: string | null;
  pages: readonly LeadPage[];
  /** how often the order was taken anew, and whether leads slid to their places then */
  times: number;
  slid: boolean;
}

export const nothingHeld: Held = { view: null, pages: [], times: 0, slid: false };

/**
 * What is read once `latest` has come: of another view all of it; of the same one what is known of each lead, in the
 * order that is read, and pages that follow it. `view` null: what has come belongs to the view before.
 */
export function settle(held: Held, latest: readonly LeadPage[], view: string | null): Held {
  if (view !== null && (held.view !== view || held.pages.length === 0)) {
    if (held.view === view && latest.length === 0) return held;
    return { view, pages: latest, times: held.times + 1, slid: false };
  }
  if (held.pages === latest) return held;
  const shown = held.pages.flatMap((page) => page.rows);
  const fresh = latest.flatMap((page) => page.rows);
  // What only goes on at its end moves nothing.
  if (shown.every(({ id }, place) => fresh[place]?.id === id)) return { ...held, pages: latest };
  const rows = new Map(fresh.map((row) => [row.id, row]));
  const unchanged = shown.every((row) => (rows.get(row.id) ?? row) === row);
  if (unchanged && held.pages.length >= latest.length) return held;
  const known = new Set(shown.map(({ id }) => id));
  const kept = held.pages.map((page) => ({ ...page, rows: page.rows.map((row) => rows.get(row.id) ?? row) }));
  const more = latest
    .slice(held.pages.length)
    .map((page) => ({ ...page, rows: page.rows.filter(({ id }) => !known.has(id)) }));
  return { ...held, pages: [...kept, ...more] };
}

/** How many leads would change their place. `own`: worked from this page, which is no news. */
export function newsOf(
  { pages }: Held,
  latest: readonly LeadPage[],
  own: ReadonlyMap<string, unknown>,
): number {
  if (pages === latest) return 0;
  const idsOf = (all: readonly LeadPage[]) =>
    all.flatMap(({ rows }) => rows.flatMap(({ id }) => (own.has(id) ? [] : [id])));
  return outOfPlace(idsOf(pages), idsOf(latest), latest.at(-1)?.nextCursor === null);
}
