import type { LeadPage } from "@leadlift/services/lead/list";
import { useEffect, useState } from "react";
import { watchList } from "../live/refetch-list.ts";
import { outOfPlace } from "./out-of-place.ts";

interface Held {
  /** whose order it is; null: nothing was fetched yet */
  view: string | null;
  pages: readonly LeadPage[];
  /** how often the order was taken anew, and whether leads slid to their places then */
  times: number;
  slid: boolean;
}

/**
 * The list as it is read: what is known of each lead is the latest, but none changes its place until the reader asks.
 * `view` null: what is fetched belongs to the view before. `own`: leads worked from this page, which are no news.
 */
export function useHeldOrder(
  latest: readonly LeadPage[],
  view: string | null,
  own: ReadonlyMap<string, unknown>,
) {
  const [held, setHeld] = useState<Held>({ view: null, pages: [], times: 0, slid: false });
  const settled = settle(held, latest, view);
  if (settled !== held) setHeld(settled);
  useEffect(watchList, []);
  return {
    pages: settled.pages,
    times: settled.times,
    slid: settled.slid,
    news: settled.pages === latest ? 0 : newsOf(settled.pages, latest, own),
    show: () => setHeld({ view: settled.view, pages: latest, times: settled.times + 1, slid: true }),
  };
}

function settle(held: Held, latest: readonly LeadPage[], view: string | null): Held {
  if (view !== null && (held.view !== view || held.pages.length === 0)) {
    if (held.view === view && latest.length === 0) return held;
    return { view, pages: latest, times: held.times + 1, slid: false };
  }
  if (held.pages === latest) return held;
  const rows = new Map(latest.flatMap((page) => page.rows.map((row) => [row.id, row] as const)));
  const shown = held.pages.flatMap((page) => page.rows);
  const fresh = latest.flatMap((page) => page.rows);
  // What only goes on at its end moves nothing.
  if (shown.every(({ id }, place) => fresh[place]?.id === id)) return { ...held, pages: latest };
  if (shown.every((row) => (rows.get(row.id) ?? row) === row) && held.pages.length >= latest.length)
    return held;
  const known = new Set(shown.map(({ id }) => id));
  const kept = held.pages.map((page) => ({ ...page, rows: page.rows.map((row) => rows.get(row.id) ?? row) }));
  const more = latest
    .slice(held.pages.length)
    .map((page) => ({ ...page, rows: page.rows.filter(({ id }) => !known.has(id)) }));
  return { ...held, pages: [...kept, ...more] };
}

function newsOf(
  shown: readonly LeadPage[],
  latest: readonly LeadPage[],
  own: ReadonlyMap<string, unknown>,
): number {
  const idsOf = (pages: readonly LeadPage[]) =>
    pages.flatMap(({ rows }) => rows.flatMap(({ id }) => (own.has(id) ? [] : [id])));
  return outOfPlace(idsOf(shown), idsOf(latest), latest.at(-1)?.nextCursor === null);
}
