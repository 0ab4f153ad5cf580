"use client";

import type { ListedProvider } from "@leadlift/services/enrichment/list-providers";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { parseAsString, useQueryState } from "nuqs";
import { useState } from "react";
import { Button } from "../../components/Button.tsx";
import { Card } from "../../components/Card.tsx";
import { Empty } from "../../components/Empty.tsx";
import { useTRPC } from "../../trpc/client.tsx";
import { PageTop } from "../shell/PageTop.tsx";
import { ConsentCard } from "./ConsentCard.tsx";
import { ProviderCard } from "./ProviderCard.tsx";
import { ProviderEditor } from "./ProviderEditor.tsx";
import { RemoveSheet } from "./RemoveSheet.tsx";
import { TrySheet } from "./TrySheet.tsx";

const adding = "new";
/** One job asks them all; the server refuses a fifth. */
const mostProviders = 4;

/** Who is asked about leads, what it costs, and what came of it. */
export function EnrichmentView() {
  const words = useTranslations("enrichment");
  const trpc = useTRPC();
  const { data: providers } = useSuspenseQuery(trpc.enrichment.providers.queryOptions());
  const { data: enrichable } = useSuspenseQuery(trpc.enrichment.enrichable.queryOptions());
  const [editing, setEditing] = useQueryState("provider", parseAsString.withOptions({ history: "push" }));
  const [trying, setTrying] = useState<ListedProvider | null>(null);
  const [removing, setRemoving] = useState<ListedProvider | null>(null);
  const edited = providers.find(({ id }) => id === editing) ?? null;
  if (edited || editing === adding) {
    return (
      <ProviderEditor
        key={editing}
        onClose={() => void setEditing(null)}
        others={providers.filter(({ id }) => id !== editing)}
        provider={edited}
      />
    );
  }
  const add = () => void setEditing(adding);
  return (
    <>
      <PageTop sub={words("sub")} title={words("title")}>
        {providers.length > 0 && providers.length < mostProviders && (
          <Button className="shrink-0" kind="primary" onClick={add}>
            <span className="sm:hidden">{words("addShort")}</span>
            <span className="max-sm:hidden">{words("add")}</span>
          </Button>
        )}
      </PageTop>
      <div className="grid grid-cols-1 items-start gap-3 px-4.5 pb-6 md:px-5.5 xl:grid-cols-[minmax(0,1fr)_380px]">
        <div className="flex min-w-0 flex-col gap-3">
          {providers.length === 0 && (
            <Card>
              <Empty
                action={
                  <Button kind="primary" onClick={add}>
                    {words("addFirst")}
                  </Button>
                }
                title={words("none")}
              >
                {words("noneWhy")}
              </Empty>
            </Card>
          )}
          {providers.map((provider) => (
            <ProviderCard
              key={provider.id}
              onEdit={() => void setEditing(provider.id)}
              onRemove={() => setRemoving(provider)}
              onTry={() => setTrying(provider)}
              provider={provider}
            />
          ))}
          {providers.length > 1 && (
            <p className="text-ink2 text-sub">
              {providers.length >= mostProviders ? words("orderMost", { n: mostProviders }) : words("order")}
            </p>
          )}
        </div>
        <ConsentCard enrichable={enrichable} />
      </div>
      {trying && <TrySheet onClose={() => setTrying(null)} provider={trying} />}
      {removing && <RemoveSheet onClose={() => setRemoving(null)} provider={removing} />}
    </>
  );
}
