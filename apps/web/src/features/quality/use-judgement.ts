import type { SuspectVisitor } from "@leadlift/services/quality/suspects";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { announce } from "../../components/announce.ts";
import { useTRPC } from "../../trpc/client.tsx";
import { sentenceOf } from "../../trpc/query-client.ts";
import { useVisitorName } from "./use-names.ts";

/** Says whether a visitor is a bot; undoable for 8 s, and afterwards where judgements are listed. */
export function useJudgement() {
  const words = useTranslations("quality.suspects");
  const visitorName = useVisitorName();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const flag = useMutation(
    trpc.quality.judge.mutationOptions({
      onError: (error) => announce(sentenceOf(error), { tone: "bad" }),
      onSettled: () => {
        void queries.invalidateQueries(trpc.quality.summary.pathFilter());
        // Scores of the visitor's leads follow.
        void queries.invalidateQueries(trpc.lead.pathFilter());
        return queries.invalidateQueries(trpc.quality.suspects.pathFilter());
      },
    }),
  );
  const set = (visitor: SuspectVisitor, bot: boolean | null, said: () => void) => {
    const reason = visitor.suspicions.map(({ kind }) => kind).join(", ") || "judged";
    flag.mutate({ visitorId: visitor.visitorId, bot, reason }, { onSuccess: said });
  };
  const takeBack = (visitor: SuspectVisitor) =>
    set(visitor, visitor.judged?.bot ?? null, () => announce(words("undone")));
  return {
    busy: flag.isPending,
    judge: (visitor: SuspectVisitor, bot: boolean) =>
      set(visitor, bot, () =>
        announce(words(bot ? "saidBot" : "saidNotBot", { name: visitorName(visitor) }), {
          undo: () => takeBack(visitor),
        }),
      ),
    withdraw: (visitor: SuspectVisitor) =>
      set(visitor, null, () => announce(words("open"), { undo: () => takeBack(visitor) })),
  };
}
