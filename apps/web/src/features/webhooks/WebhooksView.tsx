"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { parseAsString, useQueryState } from "nuqs";
import { useState } from "react";
import { Button } from "../../components/Button.tsx";
import { Empty } from "../../components/Empty.tsx";
import { useTRPC } from "../../trpc/client.tsx";
import { PageTop } from "../shell/PageTop.tsx";
import { NewWebhookSheet } from "./NewWebhookSheet.tsx";
import { WebhookCard } from "./WebhookCard.tsx";
import { WebhookPage } from "./WebhookPage.tsx";

/** Which systems are told of what happens here, and how that goes. */
export function WebhooksView() {
  const words = useTranslations("webhooks");
  const trpc = useTRPC();
  const { data: webhooks } = useSuspenseQuery(trpc.webhook.list.queryOptions());
  const [opened, open] = useQueryState("webhook", parseAsString.withOptions({ history: "push" }));
  const [adding, setAdding] = useState(false);
  const shown = webhooks.find(({ id }) => id === opened);
  if (shown) return <WebhookPage onClose={() => void open(null)} webhook={shown} />;
  return (
    <div className="max-w-3xl">
      <PageTop sub={words("sub")} title={words("title")}>
        {webhooks.length > 0 && (
          <Button className="shrink-0" kind="primary" onClick={() => setAdding(true)}>
            {words("add")}
          </Button>
        )}
      </PageTop>
      {webhooks.length === 0 ? (
        <Empty
          action={
            <Button kind="primary" onClick={() => setAdding(true)}>
              {words("addFirst")}
            </Button>
          }
          title={words("none")}
        >
          {words("noneWhy")}
        </Empty>
      ) : (
        <ul className="flex flex-col gap-3 px-4.5 pb-6 md:px-5.5">
          {webhooks.map((webhook) => (
            <WebhookCard key={webhook.id} onOpen={() => void open(webhook.id)} webhook={webhook} />
          ))}
        </ul>
      )}
      {adding && <NewWebhookSheet onClose={() => setAdding(false)} onOpen={(id) => void open(id)} />}
    </div>
  );
}
