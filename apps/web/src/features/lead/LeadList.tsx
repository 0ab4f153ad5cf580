"use client";

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useQueryStates } from "nuqs";
import { lazy, Suspense, useCallback, useEffect, useRef, useState } from "react";
import { Button } from "../../components/Button.tsx";
import { Tag } from "../../components/Tag.tsx";
import { counted, countText } from "../../format/number.ts";
import { useTRPC } from "../../trpc/client.tsx";
import { sentenceOf } from "../../trpc/query-client.ts";
import { PageTop } from "../shell/PageTop.tsx";
import { isTyping, useSingleKeys } from "../shell/single-keys.ts";
import { useWorkspace } from "../shell/Workspace.tsx";
import { FilterBar } from "./FilterBar.tsx";
import { LeadChunk } from "./LeadChunk.tsx";
import { LeadListEmpty } from "./LeadListEmpty.tsx";
import { leadListQuery } from "./list-query.ts";
import { PanelSkeleton } from "./PanelSkeleton.tsx";
import { serializeView, viewParsers } from "./view.ts";

const LeadPanel = lazy(() => import("./LeadPanel.tsx").then((module) => ({ default: module.LeadPanel })));

const deskWidth = "(min-width: 1280px)";

/** The ranked call list of one view. */
export function LeadList() {
  const trpc = useTRPC();
  const router = useRouter();
  const { userId, sample } = useWorkspace();
  const [view, setView] = useQueryStates(viewParsers);
  const {
    data,
    error,
    isPending,
    isPlaceholderData,
    hasNextPage,
    isFetchingNextPage,
    fetchNextPage,
    refetch,
  } = useInfiniteQuery({ ...leadListQuery(trpc, view, userId), placeholderData: keepPreviousData });
  const pages = data?.pages ?? [];
  const ids = pages.flatMap(({ rows }) => rows.map(({ id }) => id));
  const [picked, setPicked] = useState<string | null>(null);
  // The panel always shows a lead of the list: the picked one, or the first.
  const selected = picked && ids.includes(picked) ? picked : (ids[0] ?? null);

  const viewText = serializeView(view);
  const hrefOf = useCallback((id: string) => `/leads/${id}${viewText}`, [viewText]);
  const onPick = useCallback((id: string) => {
    const desk = window.matchMedia(deskWidth).matches;
    if (desk) setPicked(id);
    return desk;
  }, []);

  useListKeys({
    move: (by) => {
      const at = ids.indexOf(selected ?? "");
      const next = ids[Math.max(0, at + by)];
      if (at + by > ids.length - 10 && hasNextPage && !isFetchingNextPage) void fetchNextPage();
      if (!next) return;
      setPicked(next);
      document.querySelector(`[data-lead="${next}"]`)?.scrollIntoView({ block: "nearest" });
    },
    open: () => selected && router.push(hrefOf(selected)),
  });

  const end = useEndOfList(hasNextPage && !isFetchingNextPage && !isPlaceholderData, fetchNextPage);
  const first = pages[0];
  const total =
    first &&
    `${first.more ? "more than " : ""}${counted(first.total, view.status === "all" ? "lead" : `${view.status} lead`)}`;

  return (
    <div className="xl:grid xl:grid-cols-[minmax(0,1fr)_390px]">
      <div className="min-w-0">
        <PageTop
          sub={total ?? " "}
          title={
            <>
              Leads{" "}
              {sample && (
                <span className="md:hidden">
                  <Tag tone="accent">Sample</Tag>
                </span>
              )}
            </>
          }
        >
          <p className="mt-2 whitespace-nowrap text-faint text-ink3 max-lg:hidden">
            <kbd className="key">J</kbd> <kbd className="key">K</kbd> move · <kbd className="key">Enter</kbd>{" "}
            open · <kbd className="key">/</kbd> search
          </p>
        </PageTop>
        <FilterBar setView={setView} view={view} />
        <p aria-live="polite" className="sr-only" role="status">
          {isPlaceholderData ? "Looking…" : total}
        </p>
        {error && pages.length === 0 ? (
          <div className="px-4.5 py-10 text-center" role="alert">
            <p className="mb-3">{sentenceOf(error)}</p>
            <Button onClick={() => refetch()}>Try again</Button>
          </div>
        ) : isPending ? null : ids.length === 0 ? (
          <LeadListEmpty setView={setView} view={view} />
        ) : (
          <div className={isPlaceholderData ? "opacity-60 transition-opacity" : undefined}>
            <table className="block w-full border-collapse px-3 text-left md:table md:border-separate md:border-spacing-0 md:px-3.5">
              <caption className="sr-only">
                Leads, {view.sort === "score" ? "best score first" : `sorted by ${view.sort}`}
              </caption>
              <thead className="text-faint text-ink3 max-md:sr-only">
                <tr>
                  <Head>Score</Head>
                  <Head>Lead</Head>
                  <Head>Why</Head>
                  <Head>Trend</Head>
                  <Head>Step</Head>
                  <Head className="hidden lg:max-xl:table-cell 2xl:table-cell">Owner</Head>
                  <Head className="hidden 2xl:table-cell">Enquired</Head>
                  <Head className="md:hidden">Contact</Head>
                </tr>
              </thead>
              {pages.map(({ rows }) => (
                <LeadChunk
                  hrefOf={hrefOf}
                  key={rows[0]?.id}
                  leads={rows}
                  onPick={onPick}
                  selected={rows.some(({ id }) => id === selected) ? selected : null}
                />
              ))}
            </table>
            <div
              className="flex flex-col items-center gap-2 px-4.5 py-5 text-center text-faint text-ink3"
              ref={end}
            >
              {hasNextPage && (
                <Button disabled={isFetchingNextPage} onClick={() => fetchNextPage()}>
                  {isFetchingNextPage ? "Loading…" : "Show more"}
                </Button>
              )}
              <span>{countText(ids.length)} shown · 50 is your average lead; ten points double the odds</span>
            </div>
          </div>
        )}
      </div>
      <aside
        aria-label="Selected lead"
        className="sticky top-0 hidden h-dvh overflow-y-auto border-l bg-surface xl:block"
      >
        {selected && (
          <DeskOnly>{() => <LeadPanel href={hrefOf(selected)} key={selected} leadId={selected} />}</DeskOnly>
        )}
      </aside>
    </div>
  );
}

function Head({ className, children }: { className?: string; children: React.ReactNode }) {
  return (
    <th className={`px-2 py-2 font-medium md:border-b ${className ?? ""}`} scope="col">
      {children}
    </th>
  );
}

/** A phone neither fetches nor renders the panel. */
function DeskOnly({ children }: { children(): React.ReactNode }) {
  const [desk, setDesk] = useState(false);
  useEffect(() => {
    const query = window.matchMedia(deskWidth);
    const update = () => setDesk(query.matches);
    update();
    query.addEventListener("change", update);
    return () => query.removeEventListener("change", update);
  }, []);
  return desk ? <Suspense fallback={<PanelSkeleton />}>{children()}</Suspense> : <PanelSkeleton />;
}

function useListKeys(actions: { move(by: number): void; open(): void }): void {
  const on = useSingleKeys();
  const latest = useRef(actions);
  useEffect(() => {
    latest.current = actions;
  });
  useEffect(() => {
    if (!on) return;
    const onKey = (event: KeyboardEvent) => {
      if (isTyping(event)) return;
      if (event.key === "j") latest.current.move(1);
      else if (event.key === "k") latest.current.move(-1);
      else if (event.key === "Enter" && event.target === document.body) latest.current.open();
      else if (event.key === "/") {
        event.preventDefault();
        document.getElementById("search")?.focus();
      }
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [on]);
}

/** Fetches on when the end of what is there comes near. */
function useEndOfList(wanted: boolean, fetchMore: () => unknown) {
  const end = useRef<HTMLDivElement>(null);
  const latest = useRef(fetchMore);
  useEffect(() => {
    latest.current = fetchMore;
  });
  useEffect(() => {
    const element = end.current;
    if (!wanted || !element) return;
    // A busy page hears of several crossings at once; the last one is how it stands.
    const observer = new IntersectionObserver(
      (entries) => entries.at(-1)?.isIntersecting && latest.current(),
      {
        rootMargin: "900px 0px",
      },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [wanted]);
  return end;
}
