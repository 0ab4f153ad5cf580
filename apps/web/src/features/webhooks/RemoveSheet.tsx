"use client";

import type { EndpointView } from "@leadlift/services/webhook/endpoint-view";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { announce } from "../../components/announce.ts";
import { ConfirmSheet } from "../../components/ConfirmSheet.tsx";
import { useTRPC } from "../../trpc/client.tsx";
import { sentenceOf } from "../../trpc/query-client.ts";

interface RemoveSheetProps {
  webhook: EndpointView;
  onClose(): void;
  onRemoved(): void;
}

/** Asks before a webhook goes for good. */
export function RemoveSheet({ webhook, onClose, onRemoved }: RemoveSheetProps) {
  const words = useTranslations("webhooks.removing");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { id, name, health } = webhook;
  const remove = useMutation(
    trpc.webhook.remove.mutationOptions({
      onSuccess: async () => {
        announce(words("done", { name }));
        onRemoved();
        await queries.invalidateQueries(trpc.webhook.list.pathFilter());
      },
    }),
  );
  return (
    <ConfirmSheet
      busy={remove.isPending}
      description={words("what", { waiting: health.waiting })}
      no={words("keep")}
      onClose={onClose}
      onConfirm={() => remove.mutate({ id })}
      problem={remove.error && sentenceOf(remove.error)}
      title={words("title", { name })}
      yes={words(remove.isPending ? "busy" : "yes")}
    />
  );
}
