import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { announce } from "../../components/announce.ts";
import { useTRPC } from "../../trpc/client.tsx";
import { sentenceOf } from "../../trpc/query-client.ts";

/** Makes one lead of two, or two again of one; what it did can be undone for 8 s here, and later from the timeline. */
export function useMerge(onMerged?: (keptId: string) => void) {
  const words = useTranslations("lead");
  const trpc = useTRPC();
  const queries = useQueryClient();

  function refresh() {
    void queries.invalidateQueries(trpc.lead.pathFilter());
    void queries.invalidateQueries(trpc.merge.preview.pathFilter());
  }
  const onError = (error: unknown) => {
    announce(sentenceOf(error), { tone: "bad" });
    refresh();
  };
  const undo = useMutation(
    trpc.merge.undo.mutationOptions({
      onError,
      onSuccess: () => {
        refresh();
        announce(words("merge.undone"));
      },
    }),
  );
  const merge = useMutation(
    trpc.merge.merge.mutationOptions({
      onError,
      onSuccess: ({ mergeId }, { keptId }) => {
        onMerged?.(keptId);
        refresh();
        announce(words("merge.done"), { undo: () => undo.mutate({ mergeId }) });
      },
    }),
  );
  return {
    busy: merge.isPending || undo.isPending,
    merge: merge.mutate,
    undo: (mergeId: string) => undo.mutate({ mergeId }),
  };
}
