"use client";

import type { QualitySummary } from "@leadlift/services/quality/summary";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Card } from "../../components/Card.tsx";
import { countText } from "../../format/number.ts";
import { useTRPC } from "../../trpc/client.tsx";

/** Leads that may be one and the same, and where to make them one. */
export function TwinsCard({ people }: { people: QualitySummary["people"] }) {
  const words = useTranslations("quality.twins");
  const unnamed = useTranslations("quality")("unnamed");
  const { withSeveralOpenLeads: several, mergedLeads } = people;
  const trpc = useTRPC();
  const { data } = useQuery({ ...trpc.quality.twins.queryOptions(), enabled: several > 0 });
  return (
    <Card title={words("title")}>
      <p>{several === 0 ? words("none") : words("some", { n: several })}</p>
      {data && several > 0 && (
        <ul className="mt-2">
          {data.map(({ personId, name, leadId, leads }) => (
            <li className="border-b last:border-0" key={personId}>
              <Link
                className="flex min-h-11 items-center justify-between gap-3 hover:bg-sunk md:pointer-fine:min-h-9"
                href={`/leads/${leadId}`}
              >
                <span className="min-w-0 truncate underline underline-offset-3">{name ?? unnamed}</span>
                <span className="shrink-0 text-ink2 text-sub">{words("open", { n: leads })}</span>
              </Link>
            </li>
          ))}
        </ul>
      )}
      {data && several > data.length && (
        <p className="mt-2 text-ink2 text-sub">{words("latest", { n: countText(data.length) })}</p>
      )}
      {mergedLeads > 0 && <p className="mt-1 text-ink2 text-sub">{words("merged", { n: mergedLeads })}</p>}
    </Card>
  );
}
