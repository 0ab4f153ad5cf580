"use client";

import type { LeadFacets } from "@leadlift/services/lead/facets";
import { useTranslations } from "next-intl";
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

export function StatusSelect({ view, setView, facets, labelled = false }: ViewSelectProps) {
  const words = useTranslations("lead");
  return (
    <Select
      className={labelled ? undefined : "max-w-38"}
      id={labelled ? "sheet-status" : "status"}
      label={words("filter.status")}
      onChange={(event) =>
        setView({ status: statuses.find((status) => status === event.target.value) ?? null })
      }
      silent={!labelled}
      value={view.status}
    >
      {statuses.map((status) => (
        <option key={status} value={status}>
          {words("status", { status })}
          {facets && status !== "all" ? ` (${countText(facets.statuses[status])})` : ""}
        </option>
      ))}
    </Select>
  );
}

export function OwnerSelect({ view, setView, facets, labelled = false }: ViewSelectProps) {
  const words = useTranslations("lead");
  return (
    <Select
      className={labelled ? undefined : "max-w-38"}
      id={labelled ? "sheet-owner" : "owner"}
      label={words("filter.owner")}
      onChange={(event) => setView({ owner: event.target.value || null })}
      silent={!labelled}
      value={view.owner}
    >
      <option value="">{words("filter.anyOwner")}</option>
      <option value="me">{words("filter.mine")}</option>
      <option value="none">{words("filter.nobodys")}</option>
      {facets?.owners.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </Select>
  );
}

export function SortSelect({ view, setView, labelled = false }: ViewSelectProps) {
  const words = useTranslations("lead");
  return (
    <Select
      className={labelled ? undefined : "max-w-38"}
      id={labelled ? "sheet-sort" : "sort"}
      label={words("filter.order")}
      onChange={(event) => setView({ sort: sorts.find((sort) => sort === event.target.value) ?? null })}
      silent={!labelled}
      value={view.sort}
    >
      {sorts.map((sort) => (
        <option key={sort} value={sort}>
          {words("filter.sort", { sort })}
        </option>
      ))}
    </Select>
  );
}
