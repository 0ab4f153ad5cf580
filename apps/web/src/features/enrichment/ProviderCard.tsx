"use client";

import type { ListedProvider } from "@leadlift/services/enrichment/list-providers";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { announce } from "../../components/announce.ts";
import { Button } from "../../components/Button.tsx";
import { Card } from "../../components/Card.tsx";
import { Progress } from "../../components/Progress.tsx";
import { Tag } from "../../components/Tag.tsx";
import { counted, countText } from "../../format/number.ts";
import { useTRPC } from "../../trpc/client.tsx";
import { sentenceOf } from "../../trpc/query-client.ts";
import { Moment } from "../shell/Moment.tsx";
import {
  attributeWords,
  failureWords,
  providerState,
  stateWords,
  waitsForSettings,
} from "./enrichment-words.ts";

interface ProviderCardProps {
  provider: ListedProvider;
  onTry(): void;
  onEdit(): void;
  onRemove(): void;
}

/** One provider: whether it is asked, what this month took, and what went wrong last. */
export function ProviderCard({ provider, onTry, onEdit, onRemove }: ProviderCardProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { id, name, enabled, settings, monthlyBudget, usedThisMonth, cachedThisMonth } = provider;
  const { label, tone } = stateWords[providerState(provider)];
  const put = useMutation(
    trpc.enrichment.put.mutationOptions({
      onSuccess: async (_, input) => {
        await queries.invalidateQueries(trpc.enrichment.providers.pathFilter());
        announce(input.enabled === false ? `${name} is no longer asked.` : `${name} is asked from now on.`);
      },
    }),
  );
  const left = Math.max(0, monthlyBudget - usedThisMonth);
  return (
    <Card>
      <h2 className="flex flex-wrap items-center gap-x-2 font-semibold text-name">
        <span className="min-w-0 break-words">{name}</span>
        <Tag tone={tone}>{label}</Tag>
      </h2>
      <p className="break-words text-ink2 text-sub">
        {new URL(settings.url).host} · {Object.keys(settings.mapping).map(attributeWords).join(", ")}
      </p>
      <div className="mt-3">
        <Progress
          detail={`${countText(usedThisMonth)} of ${counted(monthlyBudget, "request")}`}
          label="This month"
          value={monthlyBudget === 0 ? 1 : usedThisMonth / monthlyBudget}
        />
        <p className="mt-1.5 text-ink2 text-sub">
          {countText(left)} left · {counted(cachedThisMonth, "question")} answered from the cache
        </p>
      </div>
      {provider.lastError !== null && (
        <p className="mt-3 rounded-[10px] bg-neg-soft px-3 py-2 text-neg text-sub">
          {failureWords(provider.lastError)}{" "}
          {waitsForSettings(provider.lastError)
            ? "Asking again does not help until its settings change."
            : "It is asked again a few times by itself."}
          {provider.lastErrorAt && (
            <>
              {" · "}
              <Moment at={provider.lastErrorAt} />
            </>
          )}
        </p>
      )}
      <div className="mt-3 grid grid-cols-2 gap-2 sm:flex">
        <Button onClick={onTry}>Try with one lead</Button>
        <Button aria-label={`Edit ${name}`} onClick={onEdit}>
          Edit
        </Button>
        <Button
          aria-label={`Switch ${enabled ? "off" : "on"} ${name}`}
          disabled={put.isPending}
          onClick={() => put.mutate({ id, name, enabled: !enabled, settings, monthlyBudget })}
        >
          {enabled ? "Switch off" : "Switch on"}
        </Button>
        <Button aria-label={`Remove ${name}`} kind="danger" onClick={onRemove}>
          Remove
        </Button>
      </div>
      <p aria-live="polite" className="mt-2 text-neg text-sub empty:hidden" role="status">
        {put.error && sentenceOf(put.error)}
      </p>
    </Card>
  );
}
