import type { TRPCOptionsProxy } from "@trpc/tanstack-react-query";
import type { AppRouter } from "../../server/root.ts";

/** The pages of what somebody was told, as server and browser ask for them alike. */
export function notificationPages(trpc: TRPCOptionsProxy<AppRouter>) {
  return trpc.notification.list.infiniteQueryOptions(
    { limit: 30 },
    { initialCursor: null, getNextPageParam: (page) => page.next },
  );
}
