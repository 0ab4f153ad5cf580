import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ModelView } from "../../../features/model/ModelView.tsx";
import { Words } from "../../../i18n/Words.tsx";
import { requireSession, serverQueryClient, serverTrpc } from "../../../trpc/server.ts";

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations("model");
  return { title: words("title") };
}

export default async function ModelPage() {
  await requireSession();
  const queries = serverQueryClient();
  await queries.fetchQuery(serverTrpc.model.page.queryOptions());
  return (
    <HydrationBoundary state={dehydrate(queries)}>
      <Words of={["shell", "model", "scorecard"]}>
        <ModelView />
      </Words>
    </HydrationBoundary>
  );
}
