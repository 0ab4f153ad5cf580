"use client";

import type { ListingTarget } from "@leadlift/services/import/listings/mapping";
import type { ListingPreview } from "@leadlift/services/import/preview";
import { useState } from "react";
import { EditorFrame } from "./EditorFrame.tsx";
import { listingBlockedBecause, listingFieldWords, listingStatusWords } from "./listing-edit.ts";
import { MeaningChoice } from "./MeaningChoice.tsx";
import { columnOf, detailMeanings, optionsOf, targetOf, valuesOf, withTarget } from "./mapping-edit.ts";

const meanings = [
  { label: "A field of every listing", options: optionsOf(listingFieldWords) },
  detailMeanings("listing"),
];

/** What each column says of a listing: proposed, and the user's to change. */
export function ListingEditor({ preview }: { preview: ListingPreview }) {
  const [mapping, setMapping] = useState(preview.proposal);

  function choose(column: number, value: string) {
    const target = targetOf(mapping, column, { words: listingFieldWords, value });
    setMapping({
      ...mapping,
      columns: withTarget<(typeof mapping.columns)[number], ListingTarget>(mapping.columns, column, target),
    });
  }

  return (
    <EditorFrame
      blocked={listingBlockedBecause(mapping)}
      content={{ kind: "listings", mapping }}
      meanings={meanings}
      onChoose={choose}
      preview={preview}
    >
      <MeaningChoice
        chosen={mapping.statuses}
        onChoose={(statuses) => setMapping({ ...mapping, statuses })}
        options={optionsOf(listingStatusWords)}
        otherwise="available"
        title="What each status means"
        values={valuesOf(preview, columnOf(mapping, "status"), {
          column: columnOf(preview.proposal, "status"),
          values: preview.statusValues,
        })}
      />
    </EditorFrame>
  );
}
