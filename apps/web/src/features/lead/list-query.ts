import type { TRPCOptionsProxy } from "@trpc/tanstack-react-query";
import type { AppRouter } from "../../server/root.ts";
import { listInput, type View } from "./view.ts";

/** The pages of a view; the same on the server, in the list and on a lead's page, so that they share one cache. */
export function leadListQuery(trpc: TRPCOptionsProxy<AppRouter>, view: View, userId: string) {
  return trpc.lead.list.infiniteQueryOptions(listInput(view, userId), {
    getNextPageParam: ({ nextCursor }) => nextCursor,
    staleTime: 60_000,
  });
}
