"use client";

import type { LeadPage } from "@leadlift/services/lead/list";
import { can } from "@leadlift/services/permissions";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useQueryStates } from "nuqs";
import { lazy, Suspense, useCallback, useEffect, useRef, useState } from "react";
import { Button } from "../../components/Button.tsx";
import { Tag } from "../../components/Tag.tsx";
import { useEndOfList } from "../../components/use-end-of-list.ts";
import { countText } from "../../format/number.ts";
import { useTRPC } from "../../trpc/client.tsx";
import { sentenceOf } from "../../trpc/query-client.ts";
import type { ActView } from "../act/act-view.ts";
import { useOfferedLead } from "../command/current-lead.ts";
import { NewsPill } from "../live/NewsPill.tsx";
import { useFlip } from "../live/use-flip.ts";
import { PageTop } from "../shell/PageTop.tsx";
import { useWorkspace } from "../shell/Workspace.tsx";
import { useListKeys } from "../today/use-list-keys.ts";
import { ActingSheet } from "./ActingSheet.tsx";
import { BulkBar } from "./BulkBar.tsx";
import { DeskPanel, isDesk } from "./DeskPanel.tsx";
import { FilterBar } from "./FilterBar.tsx";
import { LeadListEmpty } from "./LeadListEmpty.tsx";
import { LeadTable } from "./LeadTable.tsx";
import { leadListQuery } from "./list-query.ts";
import { useActing } from "./use-acting.ts";
import { useChosen } from "./use-chosen.ts";
import { useHeldOrder } from "./use-held-order.ts";
import { useLeadWords } from "./use-lead-words.ts";
import { serializeView, viewParsers } from "./view.ts";

const KeysSheet = lazy(() => import("./KeysSheet.tsx").then((module) => ({ default: module.KeysSheet })));

const DoneWatch = lazy(() => import("./DoneWatch.tsx").then((module) => ({ default: module.DoneWatch })));

const nothingFetched: readonly LeadPage[] = [];
const nothingDone: ReadonlyMap<string, string> = new Map();

/** The ranked call list of one view. */
export function LeadList() {
  const trpc = useTRPC();
  const router = useRouter();
  const { words, nameOf } = useLeadWords();
  const scoreWords = useTranslations("score");
  const { userId, role, sample } = useWorkspace();
  const [view, setView] = useQueryStates(viewParsers);
  const list = useInfiniteQuery({
    ...leadListQuery(trpc, view, userId),
    placeholderData: keepPreviousData,
  });
  const { data, error, hasNextPage, isFetchingNextPage, isPlaceholderData, fetchNextPage } = list;
  const viewText = serializeView(view);
  const latest = data?.pages ?? nothingFetched;
  const [done, setDone] = useState(nothingDone);
  const { pages, news, show, times, slid } = useHeldOrder(
    latest,
    isPlaceholderData || !data ? null : viewText,
    done,
  );
  const table = useRef<HTMLDivElement>(null);
  useFlip(table, String(times), slid);
  const leads = pages.flatMap(({ rows }) => rows);
  const [picked, setPicked] = useState<string | null>(null);
  // The panel always shows a lead of the list: the picked one, or the first.
  const at = Math.max(
    0,
    leads.findIndex(({ id }) => id === picked),
  );
  const selected = leads[at];
  const [helping, setHelping] = useState(false);
  const [shown, setShown] = useState(false);
  useEffect(() => setShown(true), []);
  const hrefOf = useCallback((id: string) => `/leads/${id}${viewText}`, [viewText]);
  const onPick = useCallback((id: string) => {
    const desk = isDesk();
    if (desk) setPicked(id);
    return desk;
  }, []);
  const { chosen, choose, clear } = useChosen(viewText);

  const move = (by: number) => {
    if (at + by > leads.length - 10 && hasNextPage && !isFetchingNextPage) void fetchNextPage();
    const next = leads[Math.max(0, at + by)];
    if (!next) return;
    setPicked(next.id);
    document.querySelector(`[data-lead="${next.id}"]`)?.scrollIntoView({ block: "nearest" });
  };
  // What is worked makes room for the next; a note leaves it where it is.
  const acting = useActing((leadId, { kind }) => {
    if (kind !== "noted" && leadId === selected?.id) move(1);
  });
  const ask = (of: ActView) => selected && acting.ask({ id: selected.id, name: nameOf(selected) }, of);
  useOfferedLead(selected ? { id: selected.id, name: nameOf(selected) } : null, ask);
  useListKeys({
    j: () => move(1),
    k: () => move(-1),
    e: () => ask("called"),
    s: () => ask("snooze"),
    a: () => ask("reassign"),
    n: () => ask("note"),
    enter: () => selected && router.push(hrefOf(selected.id)),
    "/": () => document.getElementById("search")?.focus(),
    "?": () => setHelping(true),
  });

  const end = useEndOfList(hasNextPage && !isFetchingNextPage && !isPlaceholderData, fetchNextPage);
  const first = latest[0];
  const total =
    first &&
    words("total", {
      more: String(first.more),
      count: countText(first.total),
      number: first.total,
      status: view.status,
    });

  return (
    <div className="xl:grid xl:grid-cols-[minmax(0,1fr)_390px]">
      <div className="min-w-0">
        <PageTop
          sub={total ?? " "}
          title={
            <>
              {words("title")}{" "}
              {sample && (
                <span className="md:hidden">
                  <Tag tone="accent">{words("sample")}</Tag>
                </span>
              )}
            </>
          }
        >
          <p className="mt-2 whitespace-nowrap text-faint text-ink3 max-lg:hidden">
            {words.rich("list.keys", { k: (key) => <kbd className="key">{key}</kbd> })}
          </p>
        </PageTop>
        <FilterBar setView={setView} view={view} />
        <p aria-live="polite" className="sr-only" role="status">
          {isPlaceholderData ? words("looking") : total}
        </p>
        {error && pages.length === 0 ? (
          <div className="px-4.5 py-10 text-center" role="alert">
            <p className="mb-3">{sentenceOf(error)}</p>
            <Button onClick={() => list.refetch()}>{words("tryAgain")}</Button>
          </div>
        ) : list.isPending ? null : leads.length === 0 ? (
          <LeadListEmpty setView={setView} view={view} />
        ) : (
          <div className={isPlaceholderData ? "opacity-60 transition-opacity" : undefined} ref={table}>
            {news > 0 && <NewsPill onShow={show}>{words("list.news", { count: news })}</NewsPill>}
            <LeadTable
              chosen={can(role, "lead.assign") ? chosen : null}
              done={done}
              hrefOf={hrefOf}
              onChoose={choose}
              onPick={onPick}
              pages={pages}
              selected={selected?.id ?? null}
              sort={view.sort}
            />
            <div
              className="flex flex-col items-center gap-2 px-4.5 py-5 text-center text-faint text-ink3"
              ref={end}
            >
              {hasNextPage && (
                <Button disabled={isFetchingNextPage} onClick={() => fetchNextPage()}>
                  {isFetchingNextPage ? words("list.loading") : words("list.more")}
                </Button>
              )}
              <span>
                {words("list.shown", { count: countText(leads.length) })} · {scoreWords("scale")}
              </span>
            </div>
          </div>
        )}
        <BulkBar chosen={chosen} onClear={clear} />
      </div>
      <aside
        aria-label={words("list.selected")}
        className="sticky top-0 hidden h-dvh overflow-y-auto border-l bg-surface xl:block"
      >
        {selected && <DeskPanel href={hrefOf(selected.id)} leadId={selected.id} onAct={ask} />}
      </aside>
      <ActingSheet acting={acting} />
      {shown && (
        <Suspense>
          <DoneWatch onChange={setDone} />
        </Suspense>
      )}
      {helping && (
        <Suspense>
          <KeysSheet onClose={() => setHelping(false)} />
        </Suspense>
      )}
    </div>
  );
}
