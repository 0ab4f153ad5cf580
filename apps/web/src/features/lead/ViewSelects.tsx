import type { LeadFacets } from "@leadlift/services/lead/facets";
import { Select } from "../../components/Field.tsx";
import { countText } from "../../format/number.ts";
import { type SetView, sorts, statuses, type View } from "./view.ts";

interface ViewSelectProps {
  view: View;
  setView: SetView;
  facets?: LeadFacets | undefined;
  /** the label is shown: in the sheet */
  labelled?: boolean;
}

const statusWords = { open: "Open", won: "Won", lost: "Lost", all: "All leads" } as const;
const sortWords = {
  score: "Best score first",
  newest: "Newest first",
  updated: "Last changed first",
} as const;

export function StatusSelect({ view, setView, facets, labelled = false }: ViewSelectProps) {
  return (
    <Select
      className={labelled ? undefined : "max-w-38"}
      id={labelled ? "sheet-status" : "status"}
      label="Status"
      onChange={(event) =>
        setView({ status: statuses.find((status) => status === event.target.value) ?? null })
      }
      silent={!labelled}
      value={view.status}
    >
      {statuses.map((status) => (
        <option key={status} value={status}>
          {statusWords[status]}
          {facets && status !== "all" ? ` (${countText(facets.statuses[status])})` : ""}
        </option>
      ))}
    </Select>
  );
}

export function OwnerSelect({ view, setView, facets, labelled = false }: ViewSelectProps) {
  return (
    <Select
      className={labelled ? undefined : "max-w-38"}
      id={labelled ? "sheet-owner" : "owner"}
      label="Owner"
      onChange={(event) => setView({ owner: event.target.value || null })}
      silent={!labelled}
      value={view.owner}
    >
      <option value="">Any owner</option>
      <option value="me">Mine</option>
      <option value="none">Nobody’s</option>
      {facets?.owners.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </Select>
  );
}

export function SortSelect({ view, setView, labelled = false }: ViewSelectProps) {
  return (
    <Select
      className={labelled ? undefined : "max-w-38"}
      id={labelled ? "sheet-sort" : "sort"}
      label="Order"
      onChange={(event) => setView({ sort: sorts.find((sort) => sort === event.target.value) ?? null })}
      silent={!labelled}
      value={view.sort}
    >
      {sorts.map((sort) => (
        <option key={sort} value={sort}>
          {sortWords[sort]}
        </option>
      ))}
    </Select>
  );
}
