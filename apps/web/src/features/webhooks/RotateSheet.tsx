"use client";

import type { EndpointView } from "@leadlift/services/webhook/endpoint-view";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "../../components/Button.tsx";
import { Select } from "../../components/Field.tsx";
import { Sheet } from "../../components/Sheet.tsx";
import { useTRPC } from "../../trpc/client.tsx";
import { sentenceOf } from "../../trpc/query-client.ts";
import { SecretSheet } from "./SecretSheet.tsx";

const overlaps = [0, 24, 72, 168] as const;

/** Asks how long both secrets sign, then shows the new one. */
export function RotateSheet({ webhook, onClose }: { webhook: EndpointView; onClose(): void }) {
  const words = useTranslations("webhooks.rotating");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [hours, setHours] = useState<number>(24);
  const [secret, setSecret] = useState<string | null>(null);
  const rotate = useMutation(
    trpc.webhook.rotate.mutationOptions({
      onSuccess: async (made) => {
        setSecret(made.secret);
        await queries.invalidateQueries(trpc.webhook.list.pathFilter());
      },
      gcTime: 0,
    }),
  );
  const { id, name } = webhook;
  if (secret !== null) return <SecretSheet name={name} onClose={onClose} secret={secret} />;
  return (
    <Sheet description={words("what")} onClose={onClose} title={words("title", { name })}>
      <Select
        id="webhook-overlap"
        label={words("overlap")}
        onChange={(event) => setHours(Number(event.target.value))}
        value={hours}
      >
        {overlaps.map((each) => (
          <option key={each} value={each}>
            {words("hours", { hours: each, days: each / 24 })}
          </option>
        ))}
      </Select>
      <p aria-live="polite" className="text-neg text-sub empty:hidden" role="status">
        {rotate.error && sentenceOf(rotate.error)}
      </p>
      <Button
        disabled={rotate.isPending}
        kind="primary"
        onClick={() => rotate.mutate({ id, overlapHours: hours })}
      >
        {words("go")}
      </Button>
    </Sheet>
  );
}
