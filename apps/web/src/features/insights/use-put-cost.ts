import type { SourceCost } from "@leadlift/services/source-cost/list";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { announce } from "../../components/announce.ts";
import { dayText } from "../../format/month.ts";
import { useFormats } from "../../format/use-formats.ts";
import { useTRPC } from "../../trpc/client.tsx";
import { sentenceOf } from "../../trpc/query-client.ts";

/** Enters or removes a price; undoable for 8 s. */
export function usePutCost(source: string, known: readonly SourceCost[]) {
  const words = useTranslations("insights.cost");
  const locale = useLocale();
  const { money } = useFormats();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const refresh = () => void queries.invalidateQueries(trpc.insights.pathFilter());
  const undo = useMutation(
    trpc.insights.putCost.mutationOptions({
      onError: (error) => announce(sentenceOf(error), { tone: "bad" }),
      onSettled: refresh,
      onSuccess: () => announce(words("undone")),
    }),
  );
  return useMutation(
    trpc.insights.putCost.mutationOptions({
      onSettled: refresh,
      onSuccess: ({ fromDay, perLeadPaise }) => {
        const before = known.find((cost) => cost.fromDay === fromDay)?.perLeadPaise ?? null;
        announce(
          perLeadPaise === null
            ? words("removed")
            : words("saved", { source, amount: money(perLeadPaise), day: dayText(fromDay, locale, true) }),
          { undo: () => undo.mutate({ source, fromDay, perLeadPaise: before }) },
        );
      },
    }),
  );
}
