"use client";

import type { LeadFacets } from "@leadlift/services/lead/facets";
import { useTranslations } from "next-intl";
import { Button } from "../../components/Button.tsx";
import { Choices } from "../../components/Choices.tsx";
import { Sheet } from "../../components/Sheet.tsx";
import { gradeChoice, gradeOptions } from "./grade-choice.ts";
import { OwnerSelect, SortSelect, StatusSelect } from "./ViewSelects.tsx";
import { noFilters, type SetView, type View } from "./view.ts";

interface FilterSheetProps {
  view: View;
  setView: SetView;
  facets?: LeadFacets | undefined;
  onClose(): void;
}

/** All filters on one sheet; each takes effect at once behind it. */
export function FilterSheet({ view, setView, facets, onClose }: FilterSheetProps) {
  const words = useTranslations("lead");
  return (
    <Sheet onClose={onClose} title={words("filter.filters")}>
      <SortSelect labelled setView={setView} view={view} />
      <StatusSelect facets={facets} labelled setView={setView} view={view} />
      <OwnerSelect facets={facets} labelled setView={setView} view={view} />
      <Choices
        chosen={view.state ? [view.state] : view.grade}
        legend={words("filter.grade")}
        onChoose={(chosen) => setView(gradeChoice(chosen))}
        options={gradeOptions(words, facets?.grades)}
      />
      <Choices
        chosen={view.source}
        legend={words("filter.source")}
        onChoose={(source) => setView({ source })}
        options={facets?.sources ?? []}
      />
      <Choices
        chosen={view.city}
        legend={words("filter.city")}
        onChoose={(city) => setView({ city })}
        options={facets?.cities ?? []}
      />
      <div className="sticky -bottom-5 -mx-5 -mb-5 flex gap-2 border-t bg-surface p-4">
        <Button className="flex-1" onClick={() => setView(noFilters)}>
          {words("filter.clear")}
        </Button>
        <Button className="flex-1" kind="primary" onClick={onClose}>
          {words("filter.show")}
        </Button>
      </div>
    </Sheet>
  );
}
