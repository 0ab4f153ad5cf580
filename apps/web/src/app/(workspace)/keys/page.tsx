import { can } from "@leadlift/services/permissions";
import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { Empty } from "../../../components/Empty.tsx";
import { KeysView } from "../../../features/api-keys/KeysView.tsx";
import { platform } from "../../../server/platform.ts";
import { requireSession, serverQueryClient, serverTrpc } from "../../../trpc/server.ts";

export const metadata: Metadata = { title: "API keys" };

export default async function KeysPage() {
  const { role } = await requireSession();
  if (!can(role, "key.manage")) {
    return (
      <Empty heading="h1" title="API keys are an administrator’s work">
        Ask an administrator for a key, and say what it is for.
      </Empty>
    );
  }
  const queries = serverQueryClient();
  await queries.fetchQuery(serverTrpc.apiKey.list.queryOptions());
  const { env } = await platform();
  return (
    <HydrationBoundary state={dehydrate(queries)}>
      <KeysView apiUrl={env.publicApiUrl} />
    </HydrationBoundary>
  );
}
