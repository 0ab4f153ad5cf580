"use client";

import type { LeadConsent } from "@leadlift/services/consent/of-lead";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Card } from "../../components/Card.tsx";
import { Tag } from "../../components/Tag.tsx";
import { useFormats } from "../../format/use-formats.ts";
import { useTRPC } from "../../trpc/client.tsx";
import { sentenceOf } from "../../trpc/query-client.ts";

/** What may be done with what is known of a person, by what they agreed to. */
export function Consents({ leadId }: { leadId: string }) {
  const words = useTranslations("lead");
  const trpc = useTRPC();
  const { data, error } = useQuery(trpc.lead.consents.queryOptions({ leadId }));
  return (
    <Card title={words("consents.title")}>
      {error ? (
        <p className="text-ink2 text-sub">{sentenceOf(error)}</p>
      ) : data ? (
        <ul className="flex flex-col gap-1.5 text-sub">
          {data.map((consent) => (
            <Consent consent={consent} key={consent.purpose} />
          ))}
        </ul>
      ) : (
        <div aria-hidden="true" className="skeleton h-52" />
      )}
    </Card>
  );
}

function Consent({ consent: { purpose, status, inForce, since, until } }: { consent: LeadConsent }) {
  const words = useTranslations("lead");
  const { date } = useFormats();
  const facts = [
    words("consents.status", { status, inForce: String(inForce) }),
    since && words("consents.since", { at: date(since) }),
    until && words("consents.until", { at: date(until) }),
  ];
  return (
    <li className="flex items-start justify-between gap-3">
      <span className="min-w-0">
        {words("consents.purpose", { purpose })}
        <span className="block text-faint text-ink3">{facts.filter(Boolean).join(" · ")}</span>
      </span>
      <Tag tone={inForce ? "good" : "plain"}>
        {inForce ? words("consents.inForce") : words("consents.notInForce")}
      </Tag>
    </li>
  );
}
