"use client";

import type { ListedProvider } from "@leadlift/services/enrichment/list-providers";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { announce } from "../../components/announce.ts";
import { ConfirmSheet } from "../../components/ConfirmSheet.tsx";
import { useTRPC } from "../../trpc/client.tsx";
import { sentenceOf } from "../../trpc/query-client.ts";

/** Asks before a provider goes for good. */
export function RemoveSheet({ provider, onClose }: { provider: ListedProvider; onClose(): void }) {
  const words = useTranslations("enrichment.removing");
  const yes = useTranslations("enrichment.card")("remove");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const remove = useMutation(
    trpc.enrichment.remove.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries(trpc.enrichment.providers.pathFilter());
        announce(words("done", { name: provider.name }));
        onClose();
      },
    }),
  );
  return (
    <ConfirmSheet
      busy={remove.isPending}
      description={words("what")}
      no={words("keep")}
      onClose={onClose}
      onConfirm={() => remove.mutate({ id: provider.id })}
      problem={remove.error && sentenceOf(remove.error)}
      title={words("title", { name: provider.name })}
      yes={remove.isPending ? words("busy") : yes}
    >
      <p>{words("stays")}</p>
    </ConfirmSheet>
  );
}
