import type { Rule } from "@leadlift/scoring/scorecard";
import type { ScorecardPage } from "@leadlift/services/scorecard/get";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { announce } from "../../components/announce.ts";
import { useTRPC } from "../../trpc/client.tsx";
import { sentenceOf } from "../../trpc/query-client.ts";

/** Keeps rules, with a way back for a few seconds; `onKept` gets what is in force now. */
export function useSaveRules(page: ScorecardPage, onKept: (rules: readonly Rule[]) => void) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const words = useTranslations("scorecard");
  const refresh = () =>
    Promise.all([
      queries.invalidateQueries(trpc.scorecard.pathFilter()),
      queries.invalidateQueries(trpc.lead.pathFilter()),
    ]);
  const onError = (error: Parameters<typeof sentenceOf>[0]) => {
    announce(sentenceOf(error), { tone: "bad" });
    void queries.invalidateQueries(trpc.scorecard.page.pathFilter());
  };
  const put = useMutation(trpc.scorecard.put.mutationOptions({ onError }));
  const restore = useMutation(trpc.scorecard.restore.mutationOptions({ onError }));

  function told(text: string, before: readonly Rule[], version: number): void {
    announce(text, {
      undo: () =>
        put.mutate(
          { rules: [...before], version },
          {
            onSuccess: async () => {
              await refresh();
              onKept(before);
              announce(words("undone"));
            },
          },
        ),
    });
  }
  return {
    busy: put.isPending || restore.isPending,
    save(rules: readonly Rule[]) {
      put.mutate(
        { rules: [...rules], version: page.version },
        {
          onSuccess: async ({ version }) => {
            await refresh();
            onKept(rules);
            told(words(page.scoring === "model" ? "savedKept" : "saved"), page.rules, version);
          },
        },
      );
    },
    restore(defaults: readonly Rule[]) {
      restore.mutate(
        { version: page.version },
        {
          onSuccess: async ({ version }) => {
            await refresh();
            onKept(defaults);
            told(words("restored"), page.rules, version);
          },
        },
      );
    },
  };
}
