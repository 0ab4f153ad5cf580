"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Sheet } from "../../components/Sheet.tsx";
import { useTRPC } from "../../trpc/client.tsx";
import { sentenceOf } from "../../trpc/query-client.ts";
import { SecretSheet } from "./SecretSheet.tsx";
import { WebhookForm } from "./WebhookForm.tsx";

/** First where to tell what, then the secret: it is seen here and never again. */
export function NewWebhookSheet({ onClose, onOpen }: { onClose(): void; onOpen(id: string): void }) {
  const words = useTranslations("webhooks");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [made, setMade] = useState<{ id: string; name: string; secret: string } | null>(null);
  const create = useMutation(
    trpc.webhook.create.mutationOptions({
      onSuccess: async ({ id, name, secret }) => {
        setMade({ id, name, secret });
        await queries.invalidateQueries(trpc.webhook.list.pathFilter());
      },
      // The secret is no business of a cache.
      gcTime: 0,
    }),
  );
  if (made) {
    return (
      <SecretSheet
        name={made.name}
        onClose={() => {
          onClose();
          onOpen(made.id);
        }}
        secret={made.secret}
      />
    );
  }
  return (
    <Sheet onClose={onClose} title={words("new")}>
      <WebhookForm
        busy={create.isPending}
        onSave={(wanted) => create.mutate(wanted)}
        problem={create.error && sentenceOf(create.error)}
        webhook={null}
      />
    </Sheet>
  );
}
