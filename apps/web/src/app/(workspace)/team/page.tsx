import { can } from "@leadlift/services/permissions";
import { calendarDay } from "@leadlift/services/work/local-day";
import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import type { SearchParams } from "nuqs/server";
import { buttonClass } from "../../../components/Button.tsx";
import { Empty } from "../../../components/Empty.tsx";
import { TeamView } from "../../../features/team/TeamView.tsx";
import { loadTeamView, reportInput } from "../../../features/team/view.ts";
import { Words } from "../../../i18n/Words.tsx";
import { requireContext, requireSession, serverQueryClient, serverTrpc } from "../../../trpc/server.ts";

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations("team");
  return { title: words("title") };
}

export default async function TeamPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { role } = await requireSession();
  if (!can(role, "team.read")) {
    const words = await getTranslations("team");
    return (
      <Empty
        action={
          <Link className={buttonClass("primary")} href="/board">
            {words("toBoard")}
          </Link>
        }
        heading="h1"
        title={words("managers")}
      >
        {words("managersWhy")}
      </Empty>
    );
  }
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
