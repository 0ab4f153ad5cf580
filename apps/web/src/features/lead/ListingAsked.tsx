"use client";

import type { LeadDetail } from "@leadlift/services/lead/get";
import { useQuery } from "@tanstack/react-query";
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
  const trpc = useTRPC();
  const [choosing, setChoosing] = useState(false);
  const { listing: externalId } = lead;
  const { data, error } = useQuery(
    trpc.listing.get.queryOptions({ externalId: externalId ?? "" }, { enabled: externalId !== null }),
  );
  return (
    <Card
      aside={
        <Button className="-my-2 -mr-3.5" kind="quiet" onClick={() => setChoosing(true)}>
          {externalId === null ? "Say which…" : "Change…"}
        </Button>
      }
      title="Listing asked for"
    >
      {externalId === null ? (
        <p className="text-ink2 text-sub">Not known yet.</p>
      ) : error ? (
        <p className="text-ink2 text-sub">{sentenceOf(error)}</p>
      ) : data ? (
        <Listing listing={data} />
      ) : (
        <div aria-hidden="true" className="skeleton h-11" />
      )}
      {choosing && (
        <Suspense>
          <ListingSheet lead={lead} onClose={() => setChoosing(false)} />
        </Suspense>
      )}
    </Card>
  );
}
