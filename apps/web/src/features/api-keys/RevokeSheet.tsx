"use client";

import type { ApiKeyView } from "@leadlift/services/api-key/list";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { announce } from "../../components/announce.ts";
import { ConfirmSheet } from "../../components/ConfirmSheet.tsx";
import { useTRPC } from "../../trpc/client.tsx";
import { sentenceOf } from "../../trpc/query-client.ts";
import { Moment } from "../shell/Moment.tsx";

/** Asks before a key ends for good. */
export function RevokeSheet({ apiKey, onClose }: { apiKey: ApiKeyView; onClose(): void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const revoke = useMutation(
    trpc.apiKey.revoke.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries(trpc.apiKey.list.pathFilter());
        announce(`${apiKey.name} is revoked.`);
        onClose();
      },
    }),
  );
  const { kind, prefix, lastUsedAt } = apiKey;
  return (
    <ConfirmSheet
      busy={revoke.isPending}
      description={
        kind === "site"
          ? "The snippet on its sites goes silent within a second."
          : "Whatever uses it is refused within a second."
      }
      no="Keep it"
      onClose={onClose}
      onConfirm={() => revoke.mutate({ id: apiKey.id })}
      problem={revoke.error && sentenceOf(revoke.error)}
      title={`Revoke “${apiKey.name}”?`}
      yes={revoke.isPending ? "Revoking…" : "Revoke"}
    >
      <p>
        It begins with <code className="text-sub">{prefix}</code>.{" "}
        {lastUsedAt ? (
          <>
            It was last used <Moment at={lastUsedAt} />.{" "}
          </>
        ) : (
          "It was never used. "
        )}
        This cannot be undone; a new key can take its place.
      </p>
    </ConfirmSheet>
  );
}
