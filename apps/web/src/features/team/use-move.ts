import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { announce } from "../../components/announce.ts";
import { useTRPC } from "../../trpc/client.tsx";
import { sentenceOf } from "../../trpc/query-client.ts";

/** A bulk reassignment that was made. */
export interface Moved {
  bulkId: string;
  leads: number;
  /** whose they were */
  name: string;
}

function useRefresh(): () => void {
  const trpc = useTRPC();
  const queries = useQueryClient();
  return () => {
    void queries.invalidateQueries(trpc.team.pathFilter());
    void queries.invalidateQueries(trpc.lead.pathFilter());
  };
}

/** Takes a reassignment back, and says what stayed where it was. */
export function useUndoMove(onDone: () => void): { busy: boolean; run(moved: Moved): void } {
  const words = useTranslations("team.bulk");
  const trpc = useTRPC();
  const refresh = useRefresh();
  const undo = useMutation(
    trpc.team.undoReassign.mutationOptions({
      onError: (error) => announce(sentenceOf(error), { tone: "bad" }),
      onSettled: refresh,
    }),
  );
  return {
    busy: undo.isPending,
    run: ({ bulkId, name }) =>
      undo.mutate(
        { bulkId },
        {
          onSuccess: ({ leads, moved }) => {
            announce(
              moved > 0
                ? words("undonePart", { n: leads, name, moved })
                : words("undone", { n: leads, name }),
            );
            onDone();
          },
        },
      ),
  };
}

/** Moves leads as they were previewed; undoable for 8 s where it is said, and longer on the page. */
export function useMove(name: string, onMoved: (moved: Moved | null) => void) {
  const words = useTranslations("team.bulk");
  const trpc = useTRPC();
  const refresh = useRefresh();
  const undo = useUndoMove(() => onMoved(null));
  return useMutation(
    trpc.team.reassign.mutationOptions({
      onSuccess: ({ bulkId, leads }) => {
        const moved = { bulkId, leads, name };
        onMoved(moved);
        announce(words("moved", { n: leads, name }), { undo: () => undo.run(moved) });
      },
      onSettled: refresh,
    }),
  );
}
