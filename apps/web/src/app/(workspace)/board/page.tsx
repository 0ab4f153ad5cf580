import { currentMonth } from "@leadlift/services/board/month";
import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import type { SearchParams } from "nuqs/server";
import { BoardView } from "../../../features/board/BoardView.tsx";
import { chosenMonth, loadBoardView } from "../../../features/board/view.ts";
import { Words } from "../../../i18n/Words.tsx";
import { requireContext, serverQueryClient, serverTrpc } from "../../../trpc/server.ts";

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations("board");
  return { title: words("title") };
}

export default async function BoardPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { organisation, now } = await requireContext();
  const latest = currentMonth(now(), organisation.timezone);
  const { month } = await loadBoardView(searchParams);
  const queries = serverQueryClient();
  await queries.fetchQuery(serverTrpc.board.month.queryOptions({ month: chosenMonth(month, latest) }));
  return (
    <HydrationBoundary state={dehydrate(queries)}>
      <Words of={["shell", "board"]}>
        <BoardView latest={latest} />
      </Words>
    </HydrationBoundary>
  );
}
