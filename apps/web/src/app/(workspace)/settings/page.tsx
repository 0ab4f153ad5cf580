import { can } from "@leadlift/services/permissions";
import { calendarDay } from "@leadlift/services/work/local-day";
import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Empty } from "../../../components/Empty.tsx";
import { SettingsView } from "../../../features/settings/SettingsView.tsx";
import { Words } from "../../../i18n/Words.tsx";
import { requireContext, requireSession, serverQueryClient, serverTrpc } from "../../../trpc/server.ts";

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations("settings");
  return { title: words("title") };
}

export default async function SettingsPage() {
  const { role } = await requireSession();
  if (!can(role, "organisation.manage")) {
    const words = await getTranslations("settings");
    return (
      <Empty heading="h1" title={words("admins")}>
        {words("adminsWhy")}
      </Empty>
    );
  }
  const { organisation, now } = await requireContext();
  const queries = serverQueryClient();
  await Promise.all([
    queries.fetchQuery(serverTrpc.organisation.get.queryOptions()),
    queries.fetchQuery(serverTrpc.organisation.removal.queryOptions()),
  ]);
  const year = Number(calendarDay(now(), organisation.timezone).slice(0, 4));
  return (
    <HydrationBoundary state={dehydrate(queries)}>
      <Words of={["shell", "settings"]}>
        <SettingsView year={year} />
      </Words>
    </HydrationBoundary>
  );
}
