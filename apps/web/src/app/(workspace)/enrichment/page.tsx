import { can } from "@leadlift/services/permissions";
import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Empty } from "../../../components/Empty.tsx";
import { EnrichmentView } from "../../../features/enrichment/EnrichmentView.tsx";
import { Words } from "../../../i18n/Words.tsx";
import { requireSession, serverQueryClient, serverTrpc } from "../../../trpc/server.ts";

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations("enrichment");
  return { title: words("title") };
}

export default async function EnrichmentPage() {
  const { role } = await requireSession();
  if (!can(role, "organisation.manage")) {
    const words = await getTranslations("enrichment");
    return (
      <Empty heading="h1" title={words("admins")}>
        {words("adminsWhy")}
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
      <Words of={["shell", "enrichment"]}>
        <EnrichmentView />
      </Words>
    </HydrationBoundary>
  );
}
