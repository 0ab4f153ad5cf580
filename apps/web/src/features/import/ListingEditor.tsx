"use client";

import { type ListingTarget, listingFields } from "@leadlift/services/import/listings/mapping";
import type { ListingPreview } from "@leadlift/services/import/preview";
import { useState } from "react";
import { ColumnRow } from "./ColumnRow.tsx";
import { EditorFrame } from "./EditorFrame.tsx";
import { listingBlockedBecause, listingFieldWords, listingStatusWords } from "./listing-edit.ts";
import { MeaningChoice } from "./MeaningChoice.tsx";
import { chosenOf, columnOf, detailMeanings, detailOf, optionsOf, valuesOf } from "./mapping-edit.ts";

const meanings = [
  { label: "A field of every listing", options: optionsOf(listingFieldWords) },
  detailMeanings("listing"),
];

/** What each column says of a listing: proposed, and the user's to change. */
export function ListingEditor({ preview }: { preview: ListingPreview }) {
  const [mapping, setMapping] = useState(preview.proposal);

  function choose(entry: (typeof mapping.columns)[number], value: string) {
    const field = listingFields.find((each) => each === value);
    const target: ListingTarget = field
      ? { to: "field", field }
      : (detailOf(mapping, entry, value) ?? { to: "leave" });
    const columns = mapping.columns.map((each) =>
      each.column === entry.column ? { ...each, target } : each,
    );
    setMapping({ ...mapping, columns });
  }

  return (
    <EditorFrame
      blocked={listingBlockedBecause(mapping)}
      columns={mapping.columns.map((entry) => (
        <ColumnRow
          chosen={chosenOf(entry.target)}
          confidence={preview.confidence[entry.column] ?? 1}
          entry={entry}
          key={entry.column}
          meanings={meanings}
          onChoose={(value) => choose(entry, value)}
          profile={preview.columns[entry.column]}
        />
      ))}
      content={{ kind: "listings", mapping }}
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
