"use client";

import type { LeadDetail } from "@leadlift/services/lead/get";
import type { FoundListing } from "@leadlift/services/listing/search";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { Button } from "../../components/Button.tsx";
import { Card } from "../../components/Card.tsx";
import { Tag } from "../../components/Tag.tsx";
import { useTRPC } from "../../trpc/client.tsx";
import { sentenceOf } from "../../trpc/query-client.ts";
import { useWorkspace } from "../shell/Workspace.tsx";
import { listingName, listingSubLine } from "./listing-words.ts";

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

const tones = { available: "good", booked: "warn", sold: "bad", withdrawn: "bad" } as const;

export function Listing({ listing }: { listing: FoundListing }) {
  const { currency } = useWorkspace();
  return (
    <div className="flex items-start justify-between gap-3">
      <div className="min-w-0">
        <p className="font-medium">{listingName(listing)}</p>
        <p className="text-ink2 text-sub">{listingSubLine(listing, currency)}</p>
      </div>
      <Tag tone={tones[listing.status]}>{listing.status}</Tag>
    </div>
  );
}
