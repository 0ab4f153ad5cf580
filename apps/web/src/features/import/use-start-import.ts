import type { ImportContent } from "@leadlift/services/import/content";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { announce } from "../../components/announce.ts";
import { useTRPC } from "../../trpc/client.tsx";
import { sentenceOf } from "../../trpc/query-client.ts";

/** Starts an import once; `isStarting` until its run is shown. */
export function useStartImport(importId: string) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { mutate, isPending, isSuccess } = useMutation(
    trpc.import.start.mutationOptions({
      onSuccess: () => {
        // Not the preview: its file is gone once the import has ended.
        void queries.invalidateQueries(trpc.import.list.pathFilter());
        return queries.invalidateQueries(trpc.import.get.queryFilter({ importId }));
      },
      onError: (error) => announce(sentenceOf(error), { tone: "bad" }),
    }),
  );
  return {
    isStarting: isPending || isSuccess,
    start: (content: ImportContent) => mutate({ importId, ...content }),
  };
}
