"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { announce } from "../../components/announce.ts";
import { Button } from "../../components/Button.tsx";
import { Card } from "../../components/Card.tsx";
import { Field } from "../../components/Field.tsx";
import { useTRPC } from "../../trpc/client.tsx";
import { sentenceOf } from "../../trpc/query-client.ts";
import { useRefreshSettings } from "./use-settings.ts";

/** How long visitors are kept who never told who they are. */
export function VisitorsCard({ days }: { days: number }) {
  const words = useTranslations("settings");
  const trpc = useTRPC();
  const refresh = useRefreshSettings();
  const [wished, setWished] = useState(String(days));
  const onError = (error: unknown) => announce(sentenceOf(error), { tone: "bad" });
  const back = useMutation(trpc.quality.keepVisitors.mutationOptions({ onError, onSettled: refresh }));
  const keep = useMutation(
    trpc.quality.keepVisitors.mutationOptions({
      onSuccess: () => announce(words("saved"), { undo: () => back.mutate({ days }) }),
      onError,
      onSettled: refresh,
    }),
  );
  function submit(event: FormEvent) {
    event.preventDefault();
    keep.mutate({ days: Number(wished) });
  }
  return (
    <Card title={words("visitors.title")}>
      <p className="mb-2 text-ink2 text-sub">{words("visitors.what")}</p>
      <form className="flex items-end gap-2" onSubmit={submit}>
        <Field
          className="flex-1"
          id="visitor-days"
          label={words("visitors.days")}
          max={3650}
          min={1}
          onChange={(event) => setWished(event.target.value)}
          required
          type="number"
          value={wished}
        />
        <Button
          aria-label={`${words(keep.isPending ? "saving" : "save")}: ${words("visitors.title")}`}
          disabled={keep.isPending || wished === String(days)}
          type="submit"
        >
          {words(keep.isPending ? "saving" : "save")}
        </Button>
      </form>
    </Card>
  );
}
