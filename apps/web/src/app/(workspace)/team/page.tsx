import { calendarDay } from "@leadlift/services/work/local-day";
import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import type { SearchParams } from "nuqs/server";
import { ManagersOnly } from "../../../features/shell/ManagersOnly.tsx";
import { TeamView } from "../../../features/team/TeamView.tsx";
import { loadTeamView, reportInput } from "../../../features/team/view.ts";
import { Words } from "../../../i18n/Words.tsx";
import { requireContext, serverQueryClient, serverTrpc } from "../../../trpc/server.ts";

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations("team");
  return { title: words("title") };
}

export default function TeamPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  return <ManagersOnly of="team" page={() => read(searchParams)} permission="team.read" />;
}

async function read(searchParams: Promise<SearchParams>) {
  const { organisation, now } = await requireContext();
  const today = calendarDay(now(), organisation.timezone);
  const queries = serverQueryClient();
  const input = reportInput(await loadTeamView(searchParams), today);
  await queries.fetchQuery(serverTrpc.team.report.queryOptions(input));
  return (
    <HydrationBoundary state={dehydrate(queries)}>
      <Words of={["shell", "team"]}>
        <TeamView today={today} />
      </Words>
    </HydrationBoundary>
  );
}
