import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import type { SearchParams } from "nuqs/server";
import { LeadList } from "../../../../features/lead/LeadList.tsx";
import { leadListQuery } from "../../../../features/lead/list-query.ts";
import { loadView } from "../../../../features/lead/view.ts";
import { Words } from "../../../../i18n/Words.tsx";
import { requireSession, serverQueryClient, serverTrpc } from "../../../../trpc/server.ts";
import { leadWords } from "../words.ts";

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations("lead");
  return { title: words("title") };
}

export default async function LeadsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { userId } = await requireSession();
  const queries = serverQueryClient();
  const view = await loadView(searchParams);
  await Promise.all([
    queries.prefetchInfiniteQuery(leadListQuery(serverTrpc, view, userId)),
    queries.prefetchQuery(serverTrpc.lead.facets.queryOptions()),
    queries.prefetchQuery(serverTrpc.savedView.list.queryOptions()),
  ]);
  return (
    <HydrationBoundary state={dehydrate(queries)}>
      <Words of={leadWords}>
        <LeadList />
      </Words>
    </HydrationBoundary>
  );
}
