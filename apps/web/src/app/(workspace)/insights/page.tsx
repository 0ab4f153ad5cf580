import { can } from "@leadlift/services/permissions";
import { calendarDay } from "@leadlift/services/work/local-day";
import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import type { SearchParams } from "nuqs/server";
import { buttonClass } from "../../../components/Button.tsx";
import { Empty } from "../../../components/Empty.tsx";
import { InsightsView } from "../../../features/insights/InsightsView.tsx";
import { insightsDays, loadInsightsView } from "../../../features/insights/view.ts";
import { Words } from "../../../i18n/Words.tsx";
import { requireContext, requireSession, serverQueryClient, serverTrpc } from "../../../trpc/server.ts";

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations("insights");
  return { title: words("title") };
}

export default async function InsightsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { role } = await requireSession();
  if (!can(role, "insights.read")) {
    const words = await getTranslations("insights");
    return (
      <Empty
        action={
          <Link className={buttonClass("primary")} href="/board">
            {words("toBoard")}
          </Link>
        }
        heading="h1"
        title={words("managers")}
      >
        {words("managersWhy")}
      </Empty>
    );
  }
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
