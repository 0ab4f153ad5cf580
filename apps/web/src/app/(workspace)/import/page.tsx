import { can } from "@leadlift/services/permissions";
import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { Empty } from "../../../components/Empty.tsx";
import { ImportList } from "../../../features/import/ImportList.tsx";
import { requireSession, serverQueryClient, serverTrpc } from "../../../trpc/server.ts";

export const metadata: Metadata = { title: "Import" };

export default async function ImportsPage() {
  const { role } = await requireSession();
  if (!can(role, "import.read")) {
    return (
      <Empty heading="h1" title="Imports are your manager’s work">
        Ask a manager or an administrator to bring in leads.
      </Empty>
    );
  }
  const queries = serverQueryClient();
  await queries.fetchQuery(serverTrpc.import.list.queryOptions({}));
  return (
    <HydrationBoundary state={dehydrate(queries)}>
      <ImportList />
    </HydrationBoundary>
  );
}
