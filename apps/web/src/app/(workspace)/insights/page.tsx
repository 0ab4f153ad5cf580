import { calendarDay } from "@leadlift/services/work/local-day";
import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import type { SearchParams } from "nuqs/server";
import { InsightsView } from "../../../features/insights/InsightsView.tsx";
import { insightsDays, loadInsightsView } from "../../../features/insights/view.ts";
import { ManagersOnly } from "../../../features/shell/ManagersOnly.tsx";
import { Words } from "../../../i18n/Words.tsx";
import { requireContext, serverQueryClient, serverTrpc } from "../../../trpc/server.ts";

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations("insights");
  return { title: words("title") };
}

export default function InsightsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  return <ManagersOnly of="insights" page={() => read(searchParams)} permission="insights.read" />;
}

async function read(searchParams: Promise<SearchParams>) {
  const { organisation, now } = await requireContext();
  const today = calendarDay(now(), organisation.timezone);
  const queries = serverQueryClient();
  const days = insightsDays(await loadInsightsView(searchParams), today);
  await Promise.all([
    queries.fetchQuery(serverTrpc.insights.page.queryOptions(days)),
    queries.prefetchQuery(serverTrpc.insights.costs.queryOptions()),
  ]);
  return (
    <HydrationBoundary state={dehydrate(queries)}>
      <Words of={["shell", "insights"]}>
        <InsightsView today={today} />
      </Words>
    </HydrationBoundary>
  );
}
