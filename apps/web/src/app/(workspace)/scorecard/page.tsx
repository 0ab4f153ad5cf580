import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ScorecardView } from "../../../features/scorecard/ScorecardView.tsx";
import { Words } from "../../../i18n/Words.tsx";
import { requireSession, serverQueryClient, serverTrpc } from "../../../trpc/server.ts";

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations("scorecard");
  return { title: words("title") };
}

export default async function ScorecardPage() {
  await requireSession();
  const queries = serverQueryClient();
  await Promise.all([
    queries.fetchQuery(serverTrpc.scorecard.page.queryOptions()),
    queries.fetchQuery(serverTrpc.scorecard.standing.queryOptions()),
  ]);
  return (
    <HydrationBoundary state={dehydrate(queries)}>
      <Words of={["shell", "score", "scorecard"]}>
        <ScorecardView />
      </Words>
    </HydrationBoundary>
  );
}
