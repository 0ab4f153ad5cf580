"use client";

import type { ListedProvider } from "@leadlift/services/enrichment/list-providers";
import type { Tried } from "@leadlift/services/enrichment/try-provider";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "../../components/Button.tsx";
import { cx } from "../../components/class-names.ts";
import { Select } from "../../components/Field.tsx";
import { Sheet } from "../../components/Sheet.tsx";
import { useTRPC } from "../../trpc/client.tsx";
import { sentenceOf } from "../../trpc/query-client.ts";
import { failureText, triedAs } from "./enrichment-words.ts";
import { useAttributeName } from "./use-attribute-name.ts";
import { useValueText } from "./use-value-text.ts";

/** Asks a provider once, about a lead whose person agreed, and shows what came of it. */
export function TrySheet({ provider, onClose }: { provider: ListedProvider; onClose(): void }) {
  const words = useTranslations("enrichment.trying");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { data: enrichable, error } = useQuery(trpc.enrichment.enrichable.queryOptions());
  const [chosen, setChosen] = useState<string | null>(null);
  const attempt = useMutation(
    trpc.enrichment.try.mutationOptions({
      onSettled: () => queries.invalidateQueries(trpc.enrichment.providers.pathFilter()),
      // What is known of a person is no business of a cache.
      gcTime: 0,
    }),
  );
  const leads = enrichable?.some ?? [];
  const leadId = chosen ?? leads[0]?.id;
  return (
    <Sheet description={words("what")} onClose={onClose} title={words("title", { name: provider.name })}>
      {!enrichable ? (
        <p role="status">{error ? sentenceOf(error) : words("looking")}</p>
      ) : leadId === undefined ? (
        <p>{words("nobody")}</p>
      ) : (
        <>
          <Select
            disabled={attempt.isPending}
            id="try-lead"
            label={words("lead")}
            onChange={(event) => {
              setChosen(event.target.value);
              attempt.reset();
            }}
            value={leadId}
          >
            {leads.map(({ id, name, email, phone }) => (
              <option key={id} value={id}>
                {name ?? email ?? phone ?? words("unnamed")}
              </option>
            ))}
          </Select>
          <Button
            disabled={attempt.isPending}
            kind="primary"
            onClick={() => attempt.mutate({ providerId: provider.id, leadId })}
          >
            {attempt.isPending ? words("waiting", { name: provider.name }) : words("ask")}
          </Button>
        </>
      )}
      <div aria-live="polite" role="status">
        {attempt.error && <p className="text-neg">{sentenceOf(attempt.error)}</p>}
        {attempt.data && leadId && <Outcome leadId={leadId} tried={attempt.data} />}
      </div>
    </Sheet>
  );
}

function Outcome({ tried, leadId }: { tried: Tried; leadId: string }) {
  const words = useTranslations("enrichment.trying");
  const failures = useTranslations("enrichment.failures");
  const attributeName = useAttributeName();
  const valueText = useValueText();
  return (
    <>
      <p className={cx("font-medium", tried.outcome === "failed" && "text-neg")}>
        {tried.outcome === "failed" ? failureText(tried.code, failures) : words(triedAs(tried))}
      </p>
      {tried.outcome === "found" && (
        <>
          <dl className="my-2 border-y">
            {Object.entries(tried.values).map(([key, value]) => (
              <div
                className="grid grid-cols-[minmax(0,2fr)_minmax(0,3fr)] gap-3 border-b py-1.5 last:border-0"
                key={key}
              >
                <dt className="break-words text-ink2">{attributeName(key)}</dt>
                <dd className="break-words">{valueText(value)}</dd>
              </div>
            ))}
          </dl>
          {tried.kept ? (
            <p className="text-ink2 text-sub">
              {words("getting")}{" "}
              <Link
                className="inline-flex min-h-11 items-center underline underline-offset-3"
                href={`/leads/${leadId}`}
              >
                {words("open")}
              </Link>
            </p>
          ) : (
            <p className="text-ink2 text-sub">{words("isOff")}</p>
          )}
        </>
      )}
    </>
  );
}
