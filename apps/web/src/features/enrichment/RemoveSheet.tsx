"use client";

import type { ListedProvider } from "@leadlift/services/enrichment/list-providers";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { announce } from "../../components/announce.ts";
import { ConfirmSheet } from "../../components/ConfirmSheet.tsx";
import { useTRPC } from "../../trpc/client.tsx";
import { sentenceOf } from "../../trpc/query-client.ts";

/** Asks before a provider goes for good. */
export function RemoveSheet({ provider, onClose }: { provider: ListedProvider; onClose(): void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const remove = useMutation(
    trpc.enrichment.remove.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries(trpc.enrichment.providers.pathFilter());
        announce(`${provider.name} is removed.`);
        onClose();
      },
    }),
  );
  return (
    <ConfirmSheet
      busy={remove.isPending}
      description="Its settings, its key, its kept answers and its counts go with it."
      no="Keep it"
      onClose={onClose}
      onConfirm={() => remove.mutate({ id: provider.id })}
      problem={remove.error && sentenceOf(remove.error)}
      title={`Remove “${provider.name}”?`}
      yes={remove.isPending ? "Removing…" : "Remove"}
    >
      <p>
        What leads have from it stays with them. This cannot be undone; switching it off keeps everything and
        asks nobody.
      </p>
    </ConfirmSheet>
  );
}
