import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { TodayView } from "../../../features/today/TodayView.tsx";
import { Words } from "../../../i18n/Words.tsx";
import { requireSession, serverQueryClient, serverTrpc } from "../../../trpc/server.ts";

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations("today");
  return { title: words("title") };
}

export default async function TodayPage() {
  await requireSession();
  const queries = serverQueryClient();
  await queries.prefetchQuery(serverTrpc.today.list.queryOptions());
  return (
    <HydrationBoundary state={dehydrate(queries)}>
      <Words of={["shell", "today", "act", "lead", "outcome", "score"]}>
        <TodayView />
      </Words>
    </HydrationBoundary>
  );
}
