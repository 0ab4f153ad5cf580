"use client";

import type { LeadDetail } from "@leadlift/services/lead/get";
import { useTranslations } from "next-intl";
import { lazy, Suspense, useState } from "react";
import { Button } from "../../components/Button.tsx";
import { Card } from "../../components/Card.tsx";
import { Moment } from "../shell/Moment.tsx";
import { type LeadTranslator, plainWords, sentenceCase } from "./lead-words.ts";
import type { KnownValue } from "./use-answer.ts";
import { useValueText } from "./use-value-text.ts";

const CorrectSheet = lazy(() =>
  import("./CorrectSheet.tsx").then((module) => ({ default: module.CorrectSheet })),
);

/** Everything the organisation knows of a lead besides what happened, and a way to put it right. */
export function Known({ lead }: { lead: LeadDetail }) {
  const words = useTranslations("lead");
  const valueText = useValueText();
  const [correcting, setCorrecting] = useState(false);
  const known = knownOf(lead, words);
  return (
    <Card
      aside={
        known.length > 0 && (
          <Button className="-my-2 -mr-3.5" kind="quiet" onClick={() => setCorrecting(true)}>
            {words("known.correct")}
          </Button>
        )
      }
      title={words("known.title")}
    >
      <dl className="grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)] gap-x-3 gap-y-1.5 text-sub">
        <Fact label={words("known.owner")}>{lead.owner?.name ?? words("list.nobody")}</Fact>
        <Fact label={words("known.enquired")}>
          <Moment as="exact" at={lead.enquiredAt ?? lead.createdAt} />
        </Fact>
        {lead.externalId && <Fact label={words("known.reference")}>{lead.externalId}</Fact>}
        {known.map(({ field, label, kind, value }) => (
          <Fact key={field} label={label}>
            {valueText(value, kind)}
          </Fact>
        ))}
        {lead.enriched.map(({ key, value, from }) => (
          <Fact key={`enriched ${key}`} label={sentenceCase(plainWords(key))}>
            {valueText(value, "text")}
            <span className="block text-faint text-ink3">
              {from ? words("known.from", { provider: from }) : words("known.fromSomebody")}
            </span>
          </Fact>
        ))}
      </dl>
      {correcting && (
        <Suspense>
          <CorrectSheet known={known} lead={lead} onClose={() => setCorrecting(false)} />
        </Suspense>
      )}
    </Card>
  );
}

function knownOf({ attributes, budget }: LeadDetail, words: LeadTranslator): KnownValue[] {
  return [
    ...(budget ? [{ field: "budget_max", label: words("known.budget"), kind: "budget", value: budget }] : []),
    ...attributes.flatMap(({ key, label, kind, value }) =>
      value === null || value === "" ? [] : [{ field: key, label, kind, value }],
    ),
  ];
}

function Fact({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <>
      <dt className="text-ink2">{label}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </>
  );
}
