import type { EndpointView } from "@leadlift/services/webhook/endpoint-view";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { announce } from "../../components/announce.ts";
import { useTRPC } from "../../trpc/client.tsx";
import { sentenceOf } from "../../trpc/query-client.ts";

/** Pauses a webhook that is active, and turns on any other. */
export function useToggle({ id, name, url, events, thresholds, status }: EndpointView) {
  const words = useTranslations("webhooks");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const next = status === "active" ? ("paused" as const) : ("active" as const);
  const update = useMutation(
    trpc.webhook.update.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries(trpc.webhook.pathFilter());
        announce(words(next === "paused" ? "isPaused" : "isOn", { name }));
      },
    }),
  );
  return {
    busy: update.isPending,
    problem: update.error && sentenceOf(update.error),
    run: () => update.mutate({ id, name, url, events, thresholds, status: next }),
  };
}
