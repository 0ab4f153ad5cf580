"use client";

import type { ListingTarget } from "@leadlift/services/import/listings/mapping";
import type { ListingPreview } from "@leadlift/services/import/preview";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { EditorFrame } from "./EditorFrame.tsx";
import { listingBlockedBecause, listingFields, listingStatuses } from "./listing-edit.ts";
import { MeaningChoice } from "./MeaningChoice.tsx";
import { columnOf, targetOf, valuesOf, withTarget } from "./mapping-edit.ts";
import { useDetailMeanings } from "./use-detail-meanings.ts";

/** What each column says of a listing: proposed, and the user's to change. */
export function ListingEditor({ preview }: { preview: ListingPreview }) {
  const words = useTranslations("import.listings");
  const editing = useTranslations("import");
  const [mapping, setMapping] = useState(preview.proposal);
  const blocked = listingBlockedBecause(mapping);
  const meanings = [
    {
      label: editing("meanings.listing"),
      options: listingFields.map((value) => ({ value, label: words(`fields.${value}`) })),
    },
    useDetailMeanings("listing"),
  ];

  function choose(column: number, value: string) {
    const target = targetOf(mapping, column, { fields: listingFields, value });
    setMapping({
      ...mapping,
      columns: withTarget<(typeof mapping.columns)[number], ListingTarget>(mapping.columns, column, target),
    });
  }

  return (
    <EditorFrame
      blocked={
        blocked &&
        editing(`blocked.${blocked.why}`, {
          field: blocked.why === "twice" ? words(`fields.${blocked.field}`) : "",
        })
      }
      content={{ kind: "listings", mapping }}
      meanings={meanings}
      onChoose={choose}
      preview={preview}
    >
      <MeaningChoice
        chosen={mapping.statuses}
        onChoose={(statuses) => setMapping({ ...mapping, statuses })}
        options={listingStatuses.map((value) => ({ value, label: words(`statuses.${value}`) }))}
        otherwise="available"
        title={words("meanings")}
        values={valuesOf(preview, columnOf(mapping, "status"), {
          column: columnOf(preview.proposal, "status"),
          values: preview.statusValues,
        })}
      />
    </EditorFrame>
  );
}
