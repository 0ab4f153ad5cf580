import { currentMonth } from "@leadlift/services/board/month";
import { can } from "@leadlift/services/permissions";
import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import type { SearchParams } from "nuqs/server";
import { BoardView } from "../../../features/board/BoardView.tsx";
import { chosenMonth, loadBoardView } from "../../../features/board/view.ts";
import { Words } from "../../../i18n/Words.tsx";
import { requireContext, requireSession, serverQueryClient, serverTrpc } from "../../../trpc/server.ts";

/** Outcomes are looked at beside the timelines of their leads. */
const managersWords = ["shell", "board", "lead", "outcome"] as const;

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations("board");
  return { title: words("title") };
}

export default async function BoardPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const [{ organisation, now }, { role }] = await Promise.all([requireContext(), requireSession()]);
  const latest = currentMonth(now(), organisation.timezone);
  const { month } = await loadBoardView(searchParams);
  const queries = serverQueryClient();
  const chosen = { month: chosenMonth(month, latest) };
  const managing = can(role, "team.manage");
  await Promise.all([
    queries.fetchQuery(serverTrpc.board.month.queryOptions(chosen)),
    managing && queries.prefetchQuery(serverTrpc.board.checks.queryOptions(chosen)),
    managing && queries.prefetchQuery(serverTrpc.board.appeals.queryOptions(chosen)),
  ]);
  return (
    <HydrationBoundary state={dehydrate(queries)}>
      <Words of={managing ? managersWords : ["shell", "board"]}>
        <BoardView latest={latest} />
      </Words>
    </HydrationBoundary>
  );
}
