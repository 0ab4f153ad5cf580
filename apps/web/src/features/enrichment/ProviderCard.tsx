"use client";

import type { ListedProvider } from "@leadlift/services/enrichment/list-providers";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { announce } from "../../components/announce.ts";
import { Button } from "../../components/Button.tsx";
import { Card } from "../../components/Card.tsx";
import { Progress } from "../../components/Progress.tsx";
import { Tag } from "../../components/Tag.tsx";
import { countText } from "../../format/number.ts";
import { useTRPC } from "../../trpc/client.tsx";
import { sentenceOf } from "../../trpc/query-client.ts";
import { Moment } from "../shell/Moment.tsx";
import { failureText, providerState, stateTones, waitsForSettings } from "./enrichment-words.ts";
import { useAttributeName } from "./use-attribute-name.ts";

interface ProviderCardProps {
  provider: ListedProvider;
  onTry(): void;
  onEdit(): void;
  onRemove(): void;
}

/** One provider: whether it is asked, what this month took, and what went wrong last. */
export function ProviderCard({ provider, onTry, onEdit, onRemove }: ProviderCardProps) {
  const words = useTranslations("enrichment.card");
  const failures = useTranslations("enrichment.failures");
  const attributeName = useAttributeName();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { id, name, enabled, settings, monthlyBudget, usedThisMonth, cachedThisMonth } = provider;
  const state = providerState(provider);
  const put = useMutation(
    trpc.enrichment.put.mutationOptions({
      onSuccess: async (_, input) => {
        await queries.invalidateQueries(trpc.enrichment.providers.pathFilter());
        announce(words(input.enabled === false ? "isOff" : "isOn", { name }));
      },
    }),
  );
  const left = Math.max(0, monthlyBudget - usedThisMonth);
  return (
    <Card>
      <h2 className="flex flex-wrap items-center gap-x-2 font-semibold text-name">
        <span className="min-w-0 break-words">{name}</span>
        <Tag tone={stateTones[state]}>{words(`states.${state}`)}</Tag>
      </h2>
      <p className="break-words text-ink2 text-sub">
        {new URL(settings.url).host} · {Object.keys(settings.mapping).map(attributeName).join(", ")}
      </p>
      <div className="mt-3">
        <Progress
          detail={words("used", { used: countText(usedThisMonth), all: monthlyBudget })}
          label={words("month")}
          value={monthlyBudget === 0 ? 1 : usedThisMonth / monthlyBudget}
        />
        <p className="mt-1.5 text-ink2 text-sub">
          {words("left", { left: countText(left), cached: cachedThisMonth })}
        </p>
      </div>
      {provider.lastError !== null && (
        <p className="mt-3 rounded-[10px] bg-neg-soft px-3 py-2 text-neg text-sub">
          {failureText(provider.lastError, failures)}{" "}
          {words(waitsForSettings(provider.lastError) ? "waits" : "again")}
          {provider.lastErrorAt && (
            <>
              {" · "}
              <Moment at={provider.lastErrorAt} />
            </>
          )}
        </p>
      )}
      <div className="mt-3 grid grid-cols-2 gap-2 sm:flex">
        <Button onClick={onTry}>{words("try")}</Button>
        <Button aria-label={words("editOf", { name })} onClick={onEdit}>
          {words("edit")}
        </Button>
        <Button
          aria-label={words(enabled ? "offOf" : "onOf", { name })}
          disabled={put.isPending}
          onClick={() => put.mutate({ id, name, enabled: !enabled, settings, monthlyBudget })}
        >
          {words(enabled ? "off" : "on")}
        </Button>
        <Button aria-label={words("removeOf", { name })} kind="danger" onClick={onRemove}>
          {words("remove")}
        </Button>
      </div>
      <p aria-live="polite" className="mt-2 text-neg text-sub empty:hidden" role="status">
        {put.error && sentenceOf(put.error)}
      </p>
    </Card>
  );
}
