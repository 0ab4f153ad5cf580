"use client";

import type { FoundListing } from "@leadlift/services/listing/search";
import { useTranslations } from "next-intl";
import { Tag } from "../../components/Tag.tsx";
import { useFormats } from "../../format/use-formats.ts";
import { listingName, listingSubLine } from "./listing-words.ts";

const tones = { available: "good", booked: "warn", sold: "bad", withdrawn: "bad" } as const;

export function Listing({ listing }: { listing: FoundListing }) {
  const words = useTranslations("lead");
  const { budget } = useFormats();
  return (
    <div className="flex items-start justify-between gap-3">
      <div className="min-w-0">
        <p className="font-medium">{listingName(listing)}</p>
        <p className="text-ink2 text-sub">
          {listingSubLine(listing, budget(listing.priceMinPaise, listing.priceMaxPaise))}
        </p>
      </div>
      <Tag tone={tones[listing.status]}>{words("listing.status", { status: listing.status })}</Tag>
    </div>
  );
}
