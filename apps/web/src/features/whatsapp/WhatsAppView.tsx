"use client";

import type { ConnectionView } from "@leadlift/services/connection/list";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "../../components/Button.tsx";
import { Empty } from "../../components/Empty.tsx";
import { useTRPC } from "../../trpc/client.tsx";
import { sentenceOf } from "../../trpc/query-client.ts";
import { PageTop } from "../shell/PageTop.tsx";
import { ConnectionCard } from "./ConnectionCard.tsx";
import { DisconnectSheet } from "./DisconnectSheet.tsx";
import { SecretSheet } from "./SecretSheet.tsx";

/** While it is looked at, it tells soon that Meta has come. */
const lookAgainMs = 5_000;

/** The WhatsApp numbers that bring leads in: how to connect one, and whether it works. */
export function WhatsAppView({ apiUrl }: { apiUrl: string }) {
  const words = useTranslations("whatsapp");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { data: connections } = useSuspenseQuery(
    trpc.whatsapp.list.queryOptions(undefined, { refetchInterval: lookAgainMs }),
  );
  const [leaving, setLeaving] = useState<ConnectionView | null>(null);
  const [changing, setChanging] = useState<ConnectionView | null>(null);
  const start = useMutation(
    trpc.whatsapp.start.mutationOptions({
      onSuccess: () => queries.invalidateQueries(trpc.whatsapp.list.pathFilter()),
    }),
  );
  const begin = (text: string) => (
    <Button className="shrink-0" disabled={start.isPending} kind="primary" onClick={() => start.mutate()}>
      {text}
    </Button>
  );
  return (
    <div className="max-w-3xl">
      <PageTop sub={words("sub")} title={words("title")}>
        {connections.length > 0 && begin(words("another"))}
      </PageTop>
      <p aria-live="polite" className="px-4.5 text-neg text-sub empty:hidden md:px-5.5" role="status">
        {start.error && sentenceOf(start.error)}
      </p>
      {connections.length === 0 && (
        <Empty action={begin(words("first"))} title={words("none")}>
          {words("noneWhy")}
        </Empty>
      )}
      <div className="flex flex-col gap-3 px-4.5 pb-6 md:px-5.5">
        {connections.map((connection) => (
          <ConnectionCard
            apiUrl={apiUrl}
            connection={connection}
            key={connection.id}
            onChangeSecret={() => setChanging(connection)}
            onDisconnect={() => setLeaving(connection)}
          />
        ))}
      </div>
      {leaving && <DisconnectSheet connection={leaving} onClose={() => setLeaving(null)} />}
      {changing && <SecretSheet connection={changing} onClose={() => setChanging(null)} />}
    </div>
  );
}
