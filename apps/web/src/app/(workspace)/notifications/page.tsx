import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NotificationsView } from "../../../features/notifications/NotificationsView.tsx";
import { notificationPages } from "../../../features/notifications/notification-pages.ts";
import { Words } from "../../../i18n/Words.tsx";
import { requireSession, serverQueryClient, serverTrpc } from "../../../trpc/server.ts";

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations("notifications");
  return { title: words("title") };
}

export default async function NotificationsPage() {
  await requireSession();
  const queries = serverQueryClient();
  await queries.fetchInfiniteQuery(notificationPages(serverTrpc));
  return (
    <HydrationBoundary state={dehydrate(queries)}>
      <Words of={["shell", "notifications"]}>
        <NotificationsView />
      </Words>
    </HydrationBoundary>
  );
}
