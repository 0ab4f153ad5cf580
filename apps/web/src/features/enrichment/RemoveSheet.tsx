"use client";

import type { ListedProvider } from "@leadlift/services/enrichment/list-providers";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { announce } from "../../components/announce.ts";
import { Button } from "../../components/Button.tsx";
import { Sheet } from "../../components/Sheet.tsx";
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
    <Sheet
      description="Its settings, its key, its kept answers and its counts go with it."
      onClose={onClose}
      title={`Remove “${provider.name}”?`}
    >
      <p>
        What leads have from it stays with them. This cannot be undone; switching it off keeps everything and
        asks nobody.
      </p>
      <p aria-live="polite" className="text-neg text-sub empty:hidden" role="status">
        {remove.error && sentenceOf(remove.error)}
      </p>
      <div className="flex gap-2">
        <Button className="flex-1" onClick={onClose}>
          Keep it
        </Button>
        <Button
          className="flex-1"
          disabled={remove.isPending}
          kind="danger"
          onClick={() => remove.mutate({ id: provider.id })}
        >
          {remove.isPending ? "Removing…" : "Remove"}
        </Button>
      </div>
    </Sheet>
  );
}
