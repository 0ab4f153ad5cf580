"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { Button } from "../../components/Button.tsx";
import { cx } from "../../components/class-names.ts";
import { controlClass } from "../../components/Field.tsx";
import { Icon } from "../../components/Icon.tsx";
import { useTRPC } from "../../trpc/client.tsx";
import { ViewsButton } from "../saved-view/ViewsButton.tsx";
import { FilterMenu } from "./FilterMenu.tsx";
import { gradeChoice, gradeOptions } from "./grade-choice.ts";
import { OwnerSelect, SortSelect, StatusSelect } from "./ViewSelects.tsx";
import { filterCount, noFilters, type SetView, type View } from "./view.ts";

const FilterSheet = lazy(() =>
  import("./FilterSheet.tsx").then((module) => ({ default: module.FilterSheet })),
);

/** Search and filters. On a phone the filters wait in a sheet. */
export function FilterBar({ view, setView }: { view: View; setView: SetView }) {
  const words = useTranslations("lead");
  const trpc = useTRPC();
  const facets = useQuery({ ...trpc.lead.facets.queryOptions(), staleTime: 60_000 }).data;
  const [sheet, setSheet] = useState(false);
  const on = filterCount(view);
  return (
    <div className="flex flex-wrap items-center gap-2 px-3 pb-3 md:px-5.5">
      <Search onSearch={(q) => setView({ q: q || null })} value={view.q} />
      <ViewsButton setView={setView} view={view} />
      <Button className="md:hidden" onClick={() => setSheet(true)}>
        <Icon name="filter" size={16} />
        {words("filter.filters")}
        {on > 0 && <span className="rounded-full bg-accent px-1.5 text-faint text-on-accent">{on}</span>}
      </Button>
      <div className="hidden md:contents">
        <StatusSelect facets={facets} setView={setView} view={view} />
        <FilterMenu
          chosen={view.state ? [view.state] : view.grade}
          label={words("filter.grade")}
          onChoose={(chosen) => setView(gradeChoice(chosen))}
          options={gradeOptions(words, facets?.grades)}
        />
        <FilterMenu
          chosen={view.source}
          label={words("filter.source")}
          onChoose={(source) => setView({ source })}
          options={facets?.sources ?? []}
        />
        <FilterMenu
          chosen={view.city}
          label={words("filter.city")}
          onChoose={(city) => setView({ city })}
          options={facets?.cities ?? []}
        />
        <OwnerSelect facets={facets} setView={setView} view={view} />
        <SortSelect setView={setView} view={view} />
        {(on > 0 || view.q) && (
          <Button kind="quiet" onClick={() => setView(noFilters)}>
            {words("filter.clear")}
          </Button>
        )}
      </div>
      {sheet && (
        <Suspense>
          <FilterSheet facets={facets} onClose={() => setSheet(false)} setView={setView} view={view} />
        </Suspense>
      )}
    </div>
  );
}

function Search({ value, onSearch }: { value: string; onSearch(text: string): void }) {
  const words = useTranslations("lead");
  const [text, setText] = useState(value);
  const sent = useRef(value);
  useEffect(() => {
    // The address changed by other means: back, forward, or a cleared view.
    if (value !== sent.current) {
      sent.current = value;
      setText(value);
    }
  }, [value]);
  useEffect(() => {
    if (text.trim() === sent.current) return;
    const timer = setTimeout(() => {
      sent.current = text.trim();
      onSearch(sent.current);
    }, 220);
    return () => clearTimeout(timer);
  }, [text, onSearch]);
  return (
    <search className="relative min-w-0 flex-1 max-md:basis-full md:max-w-64 md:min-w-44">
      <label className="sr-only" htmlFor="search">
        {words("filter.search")}
      </label>
      <span className="pointer-events-none absolute inset-y-0 left-3 grid place-items-center text-ink3">
        <Icon name="search" size={16} />
      </span>
      <input
        autoComplete="off"
        className={cx(controlClass, "pl-9 text-base md:text-body")}
        enterKeyHint="search"
        id="search"
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => event.key === "Escape" && event.currentTarget.blur()}
        placeholder={words("filter.searchHint")}
        type="search"
        value={text}
      />
    </search>
  );
}
