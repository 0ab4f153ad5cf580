import { can } from "@leadlift/services/permissions";
import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { Empty } from "../../../components/Empty.tsx";
import { QualityView } from "../../../features/quality/QualityView.tsx";
import { loadQualityView } from "../../../features/quality/view.ts";
import { requireSession, serverQueryClient, serverTrpc } from "../../../trpc/server.ts";

export const metadata: Metadata = { title: "Data quality" };

export default async function QualityPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { role } = await requireSession();
  if (!can(role, "quality.read")) {
    return (
      <Empty heading="h1" title="Data quality is your manager’s work">
        Managers and administrators see here what is missing, and from which source.
      </Empty>
    );
  }
  const queries = serverQueryClient();
  const { days } = await loadQualityView(searchParams);
  await queries.fetchQuery(serverTrpc.quality.summary.queryOptions({ days }));
  return (
    <HydrationBoundary state={dehydrate(queries)}>
      <QualityView />
    </HydrationBoundary>
  );
}
