import { can } from "@leadlift/services/permissions";
import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Empty } from "../../../components/Empty.tsx";
import { WebhooksView } from "../../../features/webhooks/WebhooksView.tsx";
import { Words } from "../../../i18n/Words.tsx";
import { requireSession, serverQueryClient, serverTrpc } from "../../../trpc/server.ts";

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations("webhooks");
  return { title: words("title") };
}

export default async function WebhooksPage() {
  const { role } = await requireSession();
  if (!can(role, "webhook.manage")) {
    const words = await getTranslations("webhooks");
    return (
      <Empty heading="h1" title={words("admins")}>
        {words("adminsWhy")}
      </Empty>
    );
  }
  const queries = serverQueryClient();
  await queries.fetchQuery(serverTrpc.webhook.list.queryOptions());
  return (
    <HydrationBoundary state={dehydrate(queries)}>
      <Words of={["shell", "keys", "webhooks"]}>
        <WebhooksView />
      </Words>
    </HydrationBoundary>
  );
}
