import type { LeadPage } from "@leadlift/services/lead/list";
import { useEffect, useState } from "react";
import { watchList } from "../live/refetch-list.ts";
import { newsOf, nothingHeld, settle } from "./held-order.ts";

/**
 * The list as it is read: what is known of each lead is the latest, but none changes its place until the reader asks.
 * `view` null: what is fetched belongs to the view before. `own`: leads worked from this page, which are no news.
 */
export function useHeldOrder(
  latest: readonly LeadPage[],
  view: string | null,
  own: ReadonlyMap<string, unknown>,
) {
  const [held, setHeld] = useState(nothingHeld);
  const settled = settle(held, latest, view);
  if (settled !== held) setHeld(settled);
  useEffect(watchList, []);
  return {
    ...settled,
    /** leads that would change their place */
    news: newsOf(settled, latest, own),
    show: () => setHeld({ ...settled, pages: latest, times: settled.times + 1, slid: true }),
  };
}
