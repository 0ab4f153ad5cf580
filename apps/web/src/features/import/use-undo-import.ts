import { useMutation, useQueryClient } from "@tanstack/react-query";
import { announce } from "../../components/announce.ts";
import { useTRPC } from "../../trpc/client.tsx";
import { sentenceOf } from "../../trpc/query-client.ts";

/** Starts the undoing of an import once. */
export function useUndoImport(importId: string, onStarted: () => void) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { mutate, isPending } = useMutation(
    trpc.import.undo.mutationOptions({
      onSuccess: async () => {
        void queries.invalidateQueries(trpc.import.list.pathFilter());
        await queries.invalidateQueries(trpc.import.get.queryFilter({ importId }));
        onStarted();
      },
      onError: (error) => announce(sentenceOf(error), { tone: "bad" }),
    }),
  );
  return { isStarting: isPending, undo: () => mutate({ importId }) };
}
