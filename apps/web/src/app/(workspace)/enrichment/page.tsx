import { can } from "@leadlift/services/permissions";
import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { Empty } from "../../../components/Empty.tsx";
import { EnrichmentView } from "../../../features/enrichment/EnrichmentView.tsx";
import { requireSession, serverQueryClient, serverTrpc } from "../../../trpc/server.ts";

export const metadata: Metadata = { title: "Enrichment" };

export default async function EnrichmentPage() {
  const { role } = await requireSession();
  if (!can(role, "organisation.manage")) {
    return (
      <Empty heading="h1" title="Enrichment is an administrator’s work">
        Administrators choose here who is asked about leads, and how often.
      </Empty>
    );
  }
  const queries = serverQueryClient();
  await Promise.all([
    queries.fetchQuery(serverTrpc.enrichment.providers.queryOptions()),
    queries.fetchQuery(serverTrpc.enrichment.enrichable.queryOptions()),
  ]);
  return (
    <HydrationBoundary state={dehydrate(queries)}>
      <EnrichmentView />
    </HydrationBoundary>
  );
}
