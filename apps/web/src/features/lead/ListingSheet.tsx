"use client";

import type { LeadDetail } from "@leadlift/services/lead/get";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useDeferredValue, useState } from "react";
import { Button } from "../../components/Button.tsx";
import { Field } from "../../components/Field.tsx";
import { Sheet } from "../../components/Sheet.tsx";
import { useTRPC } from "../../trpc/client.tsx";
import { sentenceOf } from "../../trpc/query-client.ts";
import { Listing } from "./Listing.tsx";
import { useListing } from "./use-listing.ts";

/** One listing of the organisation's, or none. */
export function ListingSheet({ lead, onClose }: { lead: LeadDetail; onClose(): void }) {
  const words = useTranslations("lead");
  const trpc = useTRPC();
  const [text, setText] = useState("");
  const sought = useDeferredValue(text);
  const { data, error, isFetching } = useQuery(
    trpc.listing.search.queryOptions({ words: sought }, { placeholderData: keepPreviousData }),
  );
  const { busy, choose } = useListing(lead);
  const say = (externalId: string | null) => {
    onClose();
    choose(externalId);
  };
  return (
    <Sheet onClose={onClose} title={words("listing.which")}>
      <Field
        autoComplete="off"
        id="find-listing"
        label={words("listing.find")}
        maxLength={200}
        onChange={(event) => setText(event.target.value)}
        type="search"
        value={text}
      />
      <p aria-live="polite" className="text-faint text-ink3 empty:hidden" role="status">
        {error
          ? sentenceOf(error)
          : data?.length === 0 && !isFetching
            ? sought.trim()
              ? words("listing.noneFound")
              : words("listing.noneYet")
            : ""}
      </p>
      <ul className="-mx-2 flex min-h-28 flex-col">
        {data?.map((listing) => (
          <li key={listing.externalId}>
            <button
              className="min-h-13 w-full rounded-lg px-2 py-1.5 text-left hover:bg-sunk"
              disabled={busy}
              onClick={() => say(listing.externalId)}
              type="button"
            >
              <Listing listing={listing} />
            </button>
          </li>
        ))}
      </ul>
      {lead.listing !== null && (
        <Button disabled={busy} onClick={() => say(null)}>
          {words("listing.none")}
        </Button>
      )}
    </Sheet>
  );
}
