import { useQueryClient } from "@tanstack/react-query";
import { announce } from "../../components/announce.ts";
import { useTRPC } from "../../trpc/client.tsx";
import { sentenceOf } from "../../trpc/query-client.ts";

/** What follows a decision that changes what the board counts: it is read anew, and a refusal is said. */
export function useBoardChange() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  return {
    onError: (error: unknown) => announce(sentenceOf(error), { tone: "bad" }),
    onSettled: () => void queries.invalidateQueries(trpc.board.pathFilter()),
  };
}
