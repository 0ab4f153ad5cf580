"use client";

import type { ConnectionView } from "@leadlift/services/connection/list";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { announce } from "../../components/announce.ts";
import { ConfirmSheet } from "../../components/ConfirmSheet.tsx";
import { useTRPC } from "../../trpc/client.tsx";
import { sentenceOf } from "../../trpc/query-client.ts";
import { useNumberName } from "./use-number-name.ts";

/** Asks before a number brings nothing in any more. */
export function DisconnectSheet({ connection, onClose }: { connection: ConnectionView; onClose(): void }) {
  const words = useTranslations("whatsapp.leaving");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const name = useNumberName()(connection);
  const remove = useMutation(
    trpc.whatsapp.remove.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries(trpc.whatsapp.list.pathFilter());
        announce(words("done", { name }));
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
      onConfirm={() => remove.mutate({ id: connection.id })}
      problem={remove.error && sentenceOf(remove.error)}
      title={words("title", { name })}
      yes={words(remove.isPending ? "busy" : "yes")}
    />
  );
}
