import { can } from "@leadlift/services/permissions";
import { calendarDay } from "@leadlift/services/work/local-day";
import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { MembersView } from "../../../features/members/MembersView.tsx";
import { Words } from "../../../i18n/Words.tsx";
import { requireContext, requireSession, serverQueryClient, serverTrpc } from "../../../trpc/server.ts";

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations("members");
  return { title: words("title") };
}

export default async function MembersPage() {
  const { role } = await requireSession();
  const { organisation, now } = await requireContext();
  const queries = serverQueryClient();
  await Promise.all([
    queries.fetchQuery(serverTrpc.member.list.queryOptions()),
    queries.fetchQuery(serverTrpc.member.teams.queryOptions()),
    queries.fetchQuery(serverTrpc.leave.list.queryOptions({})),
    ...(can(role, "member.manage") ? [queries.fetchQuery(serverTrpc.invitation.list.queryOptions())] : []),
  ]);
  return (
    <HydrationBoundary state={dehydrate(queries)}>
      <Words of={["shell", "members"]}>
        <MembersView dailyLeads={organisation.dailyLeads} today={calendarDay(now(), organisation.timezone)} />
      </Words>
    </HydrationBoundary>
  );
}
