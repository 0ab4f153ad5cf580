"use client";

import type { ApiKeyView } from "@leadlift/services/api-key/list";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { announce } from "../../components/announce.ts";
import { ConfirmSheet } from "../../components/ConfirmSheet.tsx";
import { useTRPC } from "../../trpc/client.tsx";
import { sentenceOf } from "../../trpc/query-client.ts";
import { Moment } from "../shell/Moment.tsx";

/** Asks before a key ends for good. */
export function RevokeSheet({ apiKey, onClose }: { apiKey: ApiKeyView; onClose(): void }) {
  const words = useTranslations("keys.revoking");
  const keyWords = useTranslations("keys");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const revoke = useMutation(
    trpc.apiKey.revoke.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries(trpc.apiKey.list.pathFilter());
        announce(words("done", { name: apiKey.name }));
        onClose();
      },
    }),
  );
  const { kind, prefix, lastUsedAt } = apiKey;
  return (
    <ConfirmSheet
      busy={revoke.isPending}
      description={words(kind)}
      no={words("keep")}
      onClose={onClose}
      onConfirm={() => revoke.mutate({ id: apiKey.id })}
      problem={revoke.error && sentenceOf(revoke.error)}
      title={words("title", { name: apiKey.name })}
      yes={revoke.isPending ? words("busy") : keyWords("revoke")}
    >
      <p>
        {words.rich("begins", { key: () => <code className="text-sub">{prefix}</code> })}{" "}
        {lastUsedAt ? words.rich("used", { at: () => <Moment at={lastUsedAt} /> }) : words("never")}{" "}
        {words("final")}
      </p>
    </ConfirmSheet>
  );
}
