"use client";

import type { EndpointView } from "@leadlift/services/webhook/endpoint-view";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { announce } from "../../components/announce.ts";
import { Sheet } from "../../components/Sheet.tsx";
import { useTRPC } from "../../trpc/client.tsx";
import { sentenceOf } from "../../trpc/query-client.ts";
import { WebhookForm } from "./WebhookForm.tsx";

/** What a webhook tells whom. One that was turned off is tried again when it is saved. */
export function EditWebhookSheet({ webhook, onClose }: { webhook: EndpointView; onClose(): void }) {
  const words = useTranslations("webhooks");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const update = useMutation(
    trpc.webhook.update.mutationOptions({
      onSuccess: async ({ name }) => {
        await queries.invalidateQueries(trpc.webhook.pathFilter());
        announce(words("saved", { name }));
        onClose();
      },
    }),
  );
  const { id, name, status } = webhook;
  return (
    <Sheet onClose={onClose} title={words("editOf", { name })}>
      <WebhookForm
        busy={update.isPending}
        onSave={(wanted) =>
          update.mutate({ ...wanted, id, status: status === "paused" ? "paused" : "active" })
        }
        problem={update.error && sentenceOf(update.error)}
        webhook={webhook}
      />
    </Sheet>
  );
}
