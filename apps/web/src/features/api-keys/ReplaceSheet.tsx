"use client";

import type { ApiKeyView } from "@leadlift/services/api-key/list";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "../../components/Button.tsx";
import { Select } from "../../components/Field.tsx";
import { Sheet } from "../../components/Sheet.tsx";
import { useTRPC } from "../../trpc/client.tsx";
import { sentenceOf } from "../../trpc/query-client.ts";
import { Moment } from "../shell/Moment.tsx";
import { overlaps } from "./key-words.ts";
import { SecretSheet } from "./SecretSheet.tsx";

/** Gives a key's holder a new one; the old one goes on working for as long as is said here. */
export function ReplaceSheet({ apiKey, onClose }: { apiKey: ApiKeyView; onClose(): void }) {
  const words = useTranslations("keys.replacing");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [hours, setHours] = useState<number>(24);
  const [made, setMade] = useState<{ key: string; oldEndsAt: Date } | null>(null);
  const replace = useMutation(
    trpc.apiKey.rotate.mutationOptions({
      onSuccess: async (answer) => {
        setMade(answer);
        await queries.invalidateQueries(trpc.apiKey.list.pathFilter());
      },
      // The key's text is no business of a cache.
      gcTime: 0,
    }),
  );
  const { id, name, prefix, expiresAt } = apiKey;
  const old = () => <code className="text-sub">{prefix}…</code>;
  if (made) {
    return (
      <SecretSheet onClose={onClose} text={made.key} title={words("ready", { name })}>
        <p className="text-ink2">
          {hours === 0
            ? words.rich("ended", { key: old })
            : words.rich("ends", { key: old, at: () => <Moment as="exact" at={made.oldEndsAt} /> })}
        </p>
      </SecretSheet>
    );
  }
  return (
    <Sheet description={words("what")} onClose={onClose} title={words("title", { name })}>
      <Select
        id="key-overlap"
        label={words("overlap")}
        onChange={(event) => setHours(Number(event.target.value))}
        value={String(hours)}
      >
        {overlaps.map((each) => (
          <option key={each} value={String(each)}>
            {words("hours", { hours: each })}
          </option>
        ))}
      </Select>
      {expiresAt && (
        <p className="text-ink2 text-sub">
          {words.rich("earlier", { at: () => <Moment as="date" at={expiresAt} /> })}
        </p>
      )}
      <p aria-live="polite" className="text-neg text-sub empty:hidden" role="status">
        {replace.error && sentenceOf(replace.error)}
      </p>
      <Button
        disabled={replace.isPending}
        kind="primary"
        onClick={() => replace.mutate({ id, overlapHours: hours })}
      >
        {words(replace.isPending ? "busy" : "yes")}
      </Button>
    </Sheet>
  );
}
