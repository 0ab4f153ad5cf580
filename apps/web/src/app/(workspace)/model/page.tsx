import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { ModelView } from "../../../features/model/ModelView.tsx";
import { Words } from "../../../i18n/Words.tsx";
import { requireSession, serverQueryClient, serverTrpc } from "../../../trpc/server.ts";

export const metadata: Metadata = { title: "Model" };

export default async function ModelPage() {
  await requireSession();
  const queries = serverQueryClient();
  await queries.fetchQuery(serverTrpc.model.page.queryOptions());
  return (
    <HydrationBoundary state={dehydrate(queries)}>
      <Words of={["shell", "scorecard"]}>
        <ModelView />
      </Words>
    </HydrationBoundary>
  );
}
