"use client";

import type { EndpointView } from "@leadlift/services/webhook/endpoint-view";
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { announce } from "../../components/announce.ts";
import { Button } from "../../components/Button.tsx";
import { Card } from "../../components/Card.tsx";
import { Segments } from "../../components/Segments.tsx";
import { useTRPC } from "../../trpc/client.tsx";
import { sentenceOf } from "../../trpc/query-client.ts";
import { DeliveryLine } from "./DeliveryLine.tsx";

const filters = ["all", "waiting", "dead"] as const;
type Filter = (typeof filters)[number];
const lookAgainMs = 1_500;
const keptMs = 30 * 86_400_000;

/** What was sent and is to be sent, latest first; looked at again while something is on its way. */
export function DeliveriesCard({ webhook: { id, health, status } }: { webhook: EndpointView }) {
  const words = useTranslations("webhooks.deliveries");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [filter, setFilter] = useState<Filter>("all");
  const pages = useInfiniteQuery(
    trpc.webhook.deliveries.infiniteQueryOptions(
      { id, limit: 20, ...(filter === "all" ? {} : { status: filter }) },
      {
        initialCursor: null,
        getNextPageParam: (page) => page.next,
        refetchInterval: ({ state }) =>
          state.data?.pages.some(({ items }) => items.some(onItsWay)) ? lookAgainMs : false,
      },
    ),
  );
  const again = () => queries.invalidateQueries(trpc.webhook.pathFilter());
  const failed = (error: unknown) => announce(sentenceOf(error), { tone: "bad" });
  const test = useMutation(trpc.webhook.test.mutationOptions({ onSettled: again, onError: failed }));
  const replay = useMutation(trpc.webhook.replay.mutationOptions({ onSettled: again, onError: failed }));
  const replayDead = useMutation(
    trpc.webhook.replayDead.mutationOptions({
      onSettled: again,
      onError: failed,
      onSuccess: ({ replayed }) => announce(words("replayed", { n: replayed })),
    }),
  );
  const items = pages.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Card title={words("title")}>
      <div className="flex flex-wrap items-center justify-between gap-2">
        <Segments<Filter>
          chosen={filter}
          legend={words("show")}
          name="deliveries"
          onChoose={setFilter}
          options={filters.map((value) => ({ value, label: words(`filters.${value}`) }))}
        />
        <div className="flex flex-wrap gap-2">
          {health.dead > 0 && status !== "disabled" && (
            <Button
              disabled={replayDead.isPending}
              onClick={() => replayDead.mutate({ id, since: new Date(Date.now() - keptMs) })}
            >
              {words("replayDead")}
            </Button>
          )}
          <Button disabled={test.isPending} onClick={() => test.mutate({ id })}>
            {words("test")}
          </Button>
        </div>
      </div>
      {pages.isPending && <p className="py-6 text-center text-ink2">{words("loading")}</p>}
      {pages.isError && (
        <p className="py-6 text-center text-neg" role="alert">
          {sentenceOf(pages.error)} <Button onClick={() => void pages.refetch()}>{words("again")}</Button>
        </p>
      )}
      {pages.isSuccess && items.length === 0 && (
        <p className="py-6 text-center text-ink2">{words(filter === "all" ? "none" : "noneSuch")}</p>
      )}
      <ul aria-label={words("title")} className="mt-2 empty:hidden">
        {items.map((delivery) => (
          <DeliveryLine
            busy={replay.isPending}
            delivery={delivery}
            key={delivery.id}
            {...(status === "disabled" || delivery.status === "waiting"
              ? {}
              : { onReplay: () => replay.mutate({ id, deliveryId: delivery.id }) })}
          />
        ))}
      </ul>
      {pages.hasNextPage && (
        <div className="mt-3 text-center">
          <Button disabled={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
            {words("older")}
          </Button>
        </div>
      )}
    </Card>
  );
}

function onItsWay({ status, nextAt }: { status: string; nextAt: Date | null }): boolean {
  return status === "waiting" && nextAt !== null && nextAt.getTime() <= Date.now();
}
