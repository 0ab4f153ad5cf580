import type { LeadDetail } from "@leadlift/services/lead/get";
import type { LeadRow } from "@leadlift/services/lead/lead-row";
import type { LeadPage } from "@leadlift/services/lead/list";
import { type InfiniteData, type QueryClient, useQueryClient } from "@tanstack/react-query";
import type { TRPCOptionsProxy } from "@trpc/tanstack-react-query";
import { useEffect, useRef } from "react";
import type { AppRouter } from "../../server/root.ts";
import { useTRPC } from "../../trpc/client.tsx";

const lookAgainMs = 1000;

/** A lead, looked at again every second while a new score is on its way. */
export function leadQuery(trpc: TRPCOptionsProxy<AppRouter>, leadId: string) {
  return trpc.lead.get.queryOptions(
    { leadId },
    { refetchInterval: ({ state }) => (state.data?.rescoring ? lookAgainMs : false) },
  );
}

/** Shows a lead's new score wherever the lead stands: its history, its timeline, every list that holds it. */
export function useFollowedLead(lead: LeadDetail | undefined): void {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const stand = lead && `${lead.id} ${lead.version} ${lead.scoredAt?.getTime()}`;
  const seen = useRef(stand);
  useEffect(() => {
    const before = seen.current;
    seen.current = stand;
    if (!lead || !before || before === stand || !before.startsWith(lead.id)) return;
    const { id: leadId, score, grade, state, probability, topReason, scoredAt, trend, version } = lead;
    const { status, step, owner } = lead;
    showInLists(queries, trpc, leadId, {
      ...{ score, grade, state, probability, topReason, scoredAt, trend, version, status, step, owner },
    });
    void queries.invalidateQueries(trpc.lead.timeline.queryFilter({ leadId }));
    void queries.invalidateQueries(trpc.lead.scoreHistory.queryFilter({ leadId }));
    void queries.invalidateQueries(trpc.lead.nextStep.queryFilter({ leadId }));
  }, [lead, stand, queries, trpc]);
}

/** Changes a lead in every list that holds it; it keeps its place, so that nothing moves under the finger. */
export function showInLists(
  queries: QueryClient,
  trpc: TRPCOptionsProxy<AppRouter>,
  leadId: string,
  change: Partial<LeadRow>,
): void {
  queries.setQueriesData<InfiniteData<LeadPage>>(
    trpc.lead.list.infiniteQueryFilter(),
    (known) => known && { ...known, pages: known.pages.map((page) => withRow(page, leadId, change)) },
  );
}

function withRow(page: LeadPage, leadId: string, change: Partial<LeadRow>): LeadPage {
  if (!page.rows.some(({ id }) => id === leadId)) return page;
  return { ...page, rows: page.rows.map((row) => (row.id === leadId ? { ...row, ...change } : row)) };
}
