import { can } from "@leadlift/services/permissions";
import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import type { SearchParams } from "nuqs/server";
import { Empty } from "../../../components/Empty.tsx";
import { QualityView } from "../../../features/quality/QualityView.tsx";
import { loadQualityView } from "../../../features/quality/view.ts";
import { Words } from "../../../i18n/Words.tsx";
import { requireSession, serverQueryClient, serverTrpc } from "../../../trpc/server.ts";

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations("quality");
  return { title: words("title") };
}

export default async function QualityPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { role } = await requireSession();
  if (!can(role, "quality.read")) {
    const words = await getTranslations("quality");
    return (
      <Empty heading="h1" title={words("managers")}>
        {words("managersWhy")}
      </Empty>
    );
  }
  const queries = serverQueryClient();
  const { days } = await loadQualityView(searchParams);
  await queries.fetchQuery(serverTrpc.quality.summary.queryOptions({ days }));
  return (
    <HydrationBoundary state={dehydrate(queries)}>
      <Words of={["shell", "quality"]}>
        <QualityView />
      </Words>
    </HydrationBoundary>
  );
}
