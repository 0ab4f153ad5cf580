import type { FoundListing } from "@leadlift/services/listing/search";
import { Tag } from "../../components/Tag.tsx";
import { useWorkspace } from "../shell/Workspace.tsx";
import { listingName, listingSubLine } from "./listing-words.ts";

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
