import { can } from "@leadlift/services/permissions";
import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Empty } from "../../../components/Empty.tsx";
import { AuditView } from "../../../features/audit/AuditView.tsx";
import { Words } from "../../../i18n/Words.tsx";
import { requireSession, serverQueryClient, serverTrpc } from "../../../trpc/server.ts";

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations("audit");
  return { title: words("title") };
}

export default async function AuditPage() {
  const { role } = await requireSession();
  if (!can(role, "audit.read")) {
    const words = await getTranslations("audit");
    return (
      <Empty heading="h1" title={words("admins")}>
        {words("adminsWhy")}
      </Empty>
    );
  }
  const queries = serverQueryClient();
  await queries.fetchInfiniteQuery(
    serverTrpc.audit.list.infiniteQueryOptions({}, { getNextPageParam: ({ next }) => next }),
  );
  return (
    <HydrationBoundary state={dehydrate(queries)}>
      <Words of={["shell", "audit"]}>
        <AuditView />
      </Words>
    </HydrationBoundary>
  );
}
