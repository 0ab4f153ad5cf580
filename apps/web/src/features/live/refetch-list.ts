import type { QueryClient } from "@tanstack/react-query";
import type { TRPCOptionsProxy } from "@trpc/tanstack-react-query";
import type { AppRouter } from "../../server/root.ts";

const everyMs = 2000;
/** Whoever has read further than this looks at the list anew by themselves. */
const mostPages = 6;

let readers = 0;
let timer = 0;
let askedAt = 0;

/** While the list is on the screen; elsewhere its order stands, so that "next" leads to the same lead. */
export function watchList(): () => void {
  readers += 1;
  return () => {
    readers -= 1;
  };
}

/** Asks again for the list of leads where somebody looks at it, every two seconds at most. */
export function refetchList(queries: QueryClient, trpc: TRPCOptionsProxy<AppRouter>): void {
  const list = trpc.lead.list.pathFilter();
  void queries.invalidateQueries({ ...list, refetchType: "none" });
  if (timer !== 0 || readers === 0) return;
  timer = window.setTimeout(
    () => {
      timer = 0;
      // A page that is being fetched is not given up for it.
      if (queries.isFetching(list) > 0) refetchList(queries, trpc);
      else
        void queries.refetchQueries({
          ...list,
          type: "active",
          predicate: ({ state }) => isShort(state.data),
        });
    },
    Math.max(gatherMs, askedAt + everyMs - Date.now()),
  );
  askedAt = Date.now();
}

const gatherMs = 300;

function isShort(data: unknown): boolean {
  if (typeof data !== "object" || data === null || !("pages" in data)) return true;
  return Array.isArray(data.pages) && data.pages.length <= mostPages;
}
