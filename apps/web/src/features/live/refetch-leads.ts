import type { QueryClient } from "@tanstack/react-query";
import type { TRPCOptionsProxy } from "@trpc/tanstack-react-query";
import type { AppRouter } from "../../server/root.ts";
import { refetchList } from "./refetch-list.ts";

/** Asks again for what is on the screen of these leads, or of all; what is not on the screen, when it is looked at. */
export function refetchLeads(
  queries: QueryClient,
  trpc: TRPCOptionsProxy<AppRouter>,
  leadIds: readonly string[] | "all",
): void {
  void queries.invalidateQueries(trpc.today.list.pathFilter());
  if (leadIds === "all") {
    void queries.invalidateQueries(trpc.lead.pathFilter());
    void queries.invalidateQueries(trpc.act.standing.pathFilter());
    return;
  }
  refetchList(queries, trpc);
  for (const leadId of leadIds) {
    void queries.invalidateQueries(trpc.lead.get.queryFilter({ leadId }));
    void queries.invalidateQueries(trpc.lead.timeline.queryFilter({ leadId }));
    void queries.invalidateQueries(trpc.lead.scoreHistory.queryFilter({ leadId }));
    void queries.invalidateQueries(trpc.lead.nextStep.queryFilter({ leadId }));
    void queries.invalidateQueries(trpc.act.standing.queryFilter({ leadId }));
  }
}
