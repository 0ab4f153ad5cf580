"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "../../components/Button.tsx";
import { Sheet } from "../../components/Sheet.tsx";
import { useTRPC } from "../../trpc/client.tsx";
import { sentenceOf } from "../../trpc/query-client.ts";
import { CopyBox } from "./CopyBox.tsx";
import { snippetOf } from "./key-words.ts";
import { NewKeyForm } from "./NewKeyForm.tsx";
import { SecretSheet } from "./SecretSheet.tsx";

interface NewKeySheetProps {
  apiUrl: string;
  onClose(): void;
}

interface Made {
  kind: "secret" | "site";
  name: string;
  key: string;
}

/** First what the key is to be, then the key: a secret one is seen here and never again. */
export function NewKeySheet({ apiUrl, onClose }: NewKeySheetProps) {
  const words = useTranslations("keys");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [made, setMade] = useState<Made | null>(null);
  const create = useMutation(
    trpc.apiKey.create.mutationOptions({
      onSuccess: async ({ key }, { kind, name }) => {
        setMade({ kind, name, key });
        await queries.invalidateQueries(trpc.apiKey.list.pathFilter());
      },
      // The key's text is no business of a cache.
      gcTime: 0,
    }),
  );
  if (made?.kind === "secret") {
    return (
      <SecretSheet onClose={onClose} text={made.key} title={words("ready.title", { name: made.name })} />
    );
  }
  if (made) {
    return (
      <Sheet
        description={words("ready.snippetWhat", { call: 'll("consent", true)' })}
        onClose={onClose}
        title={words("ready.title", { name: made.name })}
      >
        <CopyBox label={words("ready.snippet")} text={snippetOf(apiUrl, made.key)} />
        <Button kind="primary" onClick={onClose}>
          {words("ready.done")}
        </Button>
      </Sheet>
    );
  }
  return (
    <Sheet onClose={onClose} title={words("new")}>
      <NewKeyForm
        busy={create.isPending}
        onMake={(wanted) => create.mutate(wanted)}
        problem={create.error ? sentenceOf(create.error) : null}
      />
    </Sheet>
  );
}
