"use client";

import type { LeadDetail } from "@leadlift/services/lead/get";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { lazy, Suspense, useState } from "react";
import { Button } from "../../components/Button.tsx";
import { Card } from "../../components/Card.tsx";
import { useTRPC } from "../../trpc/client.tsx";
import { sentenceOf } from "../../trpc/query-client.ts";
import { Listing } from "./Listing.tsx";

const ListingSheet = lazy(() =>
  import("./ListingSheet.tsx").then((module) => ({ default: module.ListingSheet })),
);

/** The listing that a lead asks for, and a way to say which. */
export function ListingAsked({ lead }: { lead: LeadDetail }) {
  const words = useTranslations("lead");
  const trpc = useTRPC();
  const [choosing, setChoosing] = useState(false);
  const { listing: externalId } = lead;
  const { data, error } = useQuery(
    trpc.listing.get.queryOptions({ externalId: externalId ?? "" }, { enabled: externalId !== null }),
  );
  const similar = useQuery(trpc.listing.similar.queryOptions({ leadId: lead.id })).data;
  return (
    <Card
      aside={
        <Button className="-my-2 -mr-3.5" kind="quiet" onClick={() => setChoosing(true)}>
          {externalId === null ? words("listing.say") : words("listing.change")}
        </Button>
      }
      title={words("listing.title")}
    >
      {externalId === null ? (
        <p className="text-ink2 text-sub">{words("listing.unknown")}</p>
      ) : error ? (
        <p className="text-ink2 text-sub">{sentenceOf(error)}</p>
      ) : data ? (
        <Listing listing={data} />
      ) : (
        <div aria-hidden="true" className="skeleton h-11" />
      )}
      {similar && similar.length > 0 && (
        <section aria-label={words("listing.similar")} className="mt-3 border-t pt-2.5">
          <h3 className="mb-1.5 text-faint text-ink3">{words("listing.similar")}</h3>
          <ul className="flex flex-col gap-2.5">
            {similar.map((each) => (
              <li key={each.externalId}>
                <Listing listing={each} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {choosing && (
        <Suspense>
          <ListingSheet lead={lead} onClose={() => setChoosing(false)} />
        </Suspense>
      )}
    </Card>
  );
}
