"use client";

import type { TodayItem, TodaySection } from "@leadlift/services/today/today";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { lazy, Suspense, useCallback, useEffect, useRef, useState } from "react";
import { Button } from "../../components/Button.tsx";
import { Tag } from "../../components/Tag.tsx";
import { useEndOfList } from "../../components/use-end-of-list.ts";
import { sentenceOf } from "../../trpc/query-client.ts";
import type { ActView } from "../act/act-view.ts";
import { NewsPill } from "../live/NewsPill.tsx";
import { useFlip } from "../live/use-flip.ts";
import { PageTop } from "../shell/PageTop.tsx";
import { useWorkspace } from "../shell/Workspace.tsx";
import { DeskPanel, isDesk } from "./DeskPanel.tsx";
import { useItemWords } from "./item-words.ts";
import { Ring } from "./Ring.tsx";
import { SectionChips } from "./SectionChips.tsx";
import { TodayCard } from "./TodayCard.tsx";
import { TodayEmpty } from "./TodayEmpty.tsx";
import { TodaySkeleton } from "./TodaySkeleton.tsx";
import { Unclaimed } from "./Unclaimed.tsx";
import { useDay } from "./use-day.ts";
import { useListKeys } from "./use-list-keys.ts";
import { itemsOf } from "./with-acts.ts";

const actSheet = () => import("../act/ActSheet.tsx").then((module) => ({ default: module.ActSheet }));
const waitingSheet = () =>
  import("../act/WaitingSheet.tsx").then((module) => ({ default: module.WaitingSheet }));
const ActSheet = lazy(actSheet);
const WaitingSheet = lazy(waitingSheet);

const cardsAtOnce = 20;
/** So long the page has the network for itself. */
const restMs = 1500;

/** Who next? The day's list, what came of each, and what is left. */
export function TodayView() {
  const words = useTranslations("today");
  const router = useRouter();
  const { nameOf } = useItemWords();
  const { day, rendered, error, refetch, waiting, news, release, act } = useDay();
  const [section, setSection] = useState<TodaySection>("next");
  const [picked, setPicked] = useState<string | null>(null);
  const [asked, setAsked] = useState<{ item: TodayItem; view: ActView } | null>(null);
  const [queueOpen, setQueueOpen] = useState(false);
  const items = day ? shownOf(day, section) : [];
  const beside = day && section === "next" ? [...day.unclaimed, ...day.covering] : [];
  const selected = [...items, ...beside].find(({ leadId }) => leadId === picked) ?? items[0] ?? beside[0];
  const list = useRef<HTMLUListElement>(null);
  const readyOffline = useReadyOffline();
  const [reached, setReached] = useState(cardsAtOnce);
  // A busy day has hundreds of cards, and each tap would draw them all.
  const shown = items.slice(0, Math.max(reached, items.findIndex(({ leadId }) => leadId === picked) + 2));
  const end = useEndOfList(shown.length < items.length, () => setReached(shown.length + cardsAtOnce));
  useFlip(list, shown.map(({ leadId }) => leadId).join());

  const onAct = useCallback((item: TodayItem, view: ActView) => setAsked({ item, view }), []);
  const onPick = useCallback((leadId: string) => {
    const desk = isDesk();
    if (desk) setPicked(leadId);
    return desk;
  }, []);
  const move = (by: number) => {
    const at = items.findIndex(({ leadId }) => leadId === selected?.leadId);
    const next = items[Math.min(items.length - 1, Math.max(0, at + by))];
    if (!next) return;
    setPicked(next.leadId);
    list.current?.querySelector(`[data-lead="${next.leadId}"]`)?.scrollIntoView({ block: "nearest" });
  };
  useListKeys({
    j: () => move(1),
    k: () => move(-1),
    e: () => selected && onAct(selected, "called"),
    s: () => selected && onAct(selected, "snooze"),
    enter: () => selected && router.push(`/leads/${selected.leadId}`),
  });

  if (!day) {
    if (!error) return <TodaySkeleton />;
    return (
      <div className="px-4.5 py-10 text-center" role="alert">
        <p className="mb-3">{sentenceOf(error)}</p>
        <Button onClick={() => refetch()}>{words("tryAgain")}</Button>
      </div>
    );
  }
  const cardOf = (item: TodayItem, first: boolean) => (
    <TodayCard
      first={first}
      item={item}
      key={item.leadId}
      onAct={onAct}
      onPick={onPick}
      rendered={rendered}
      selected={item.leadId === selected?.leadId}
      waiting={waiting.filter(({ leadId }) => leadId === item.leadId).length}
    />
  );
  return (
    <div
      className="xl:grid xl:grid-cols-[minmax(0,1fr)_390px]"
      data-offline={readyOffline ? "ready" : "not yet"}
    >
      <div className="mx-auto w-full min-w-0 max-w-3xl">
        <Top day={day} />
        <SectionChips
          chosen={section}
          day={day}
          onChoose={(chosen) => {
            setSection(chosen);
            setReached(cardsAtOnce);
          }}
        />
        <Queue
          onOpen={() => setQueueOpen(true)}
          refused={waiting.filter((each) => each.refused !== null).length}
          waiting={waiting.filter((each) => each.refused === null).length}
        />
        {news !== null && (
          <NewsPill onShow={release}>
            {news > 0 ? words("fresh", { count: news }) : words("changed")}
          </NewsPill>
        )}
        {section === "next" && day.unclaimed.length > 0 && (
          <Unclaimed
            day={day}
            onAct={onAct}
            onDo={(item, draft) => act(item, nameOf(item), draft)}
            onPick={onPick}
            rendered={rendered}
          />
        )}
        {section === "next" && day.covering.length > 0 && (
          <section aria-labelledby="covering" className="px-3 pb-5 md:px-5.5">
            <h2 className="mb-2 px-1 font-semibold text-sub" id="covering">
              {words("covering.title")}
            </h2>
            <ul aria-labelledby="covering" className="flex flex-col gap-2.5">
              {day.covering.map((item) => cardOf(item, false))}
            </ul>
          </section>
        )}
        {items.length === 0 ? (
          <TodayEmpty day={day} onChoose={setSection} section={section} />
        ) : (
          <ul aria-label={words("list")} className="flex flex-col gap-2.5 px-3 pb-5 md:px-5.5" ref={list}>
            {shown.map((item, index) => cardOf(item, index === 0 && section === "next"))}
          </ul>
        )}
        <div aria-hidden="true" ref={end} />
      </div>
      <aside
        aria-label={words("selected")}
        className="sticky top-0 hidden h-dvh overflow-y-auto border-l bg-surface xl:block"
      >
        {selected && <DeskPanel leadId={selected.leadId} />}
      </aside>
      {asked && (
        <Suspense>
          <ActSheet
            asleep={asked.item.section === "snoozed"}
            lead={{ id: asked.item.leadId, name: nameOf(asked.item) }}
            onAct={(draft) => act(asked.item, nameOf(asked.item), draft)}
            onClose={() => setAsked(null)}
            view={asked.view}
          />
        </Suspense>
      )}
      {queueOpen && (
        <Suspense>
          <WaitingSheet onClose={() => setQueueOpen(false)} />
        </Suspense>
      )}
    </div>
  );
}

/** What a tap opens is fetched before it is tapped: the connection may be gone by then. True once it is there. */
function useReadyOffline(): boolean {
  const [ready, setReady] = useState(false);
  useEffect(() => {
    const timer = window.setTimeout(() => {
      const parts = [actSheet(), waitingSheet(), import("../../components/Toasts.tsx")];
      Promise.all(parts).then(
        () => setReady(true),
        () => undefined,
      );
    }, restMs);
    return () => window.clearTimeout(timer);
  }, []);
  return ready;
}

type Day = NonNullable<ReturnType<typeof useDay>["day"]>;

function shownOf(day: Day, section: TodaySection): readonly TodayItem[] {
  return section === "next"
    ? [...day.new, ...day.next, ...day.promised, ...day.visits]
    : itemsOf(day, section);
}

function Top({ day }: { day: Day }) {
  const words = useTranslations("today");
  const shell = useTranslations("shell");
  const locale = useLocale();
  const { sample } = useWorkspace();
  const date = new Date(`${day.day}T00:00:00Z`).toLocaleDateString(locale, {
    timeZone: "UTC",
    weekday: "short",
    day: "numeric",
    month: "short",
  });
  return (
    <PageTop
      sub={words("sub", { date, count: day.planned - day.done })}
      title={
        <>
          {words("title")}{" "}
          {sample && (
            <span className="md:hidden">
              <Tag tone="accent">{shell("sample")}</Tag>
            </span>
          )}
        </>
      }
    >
      <div className="flex items-center gap-4">
        <p className="whitespace-nowrap text-faint text-ink3 max-lg:hidden">
          <kbd className="key">J</kbd> <kbd className="key">K</kbd> {words("keys")} ·{" "}
          <kbd className="key">E</kbd> {words("keyDone")} · <kbd className="key">S</kbd> {words("keySnooze")}
        </p>
        <Ring done={day.done} planned={day.planned} />
      </div>
    </PageTop>
  );
}

/** What is not with the server yet, one tap away. */
function Queue({ waiting, refused, onOpen }: { waiting: number; refused: number; onOpen(): void }) {
  const words = useTranslations("today");
  return (
    <div className="px-4.5 md:px-5.5" role="status">
      {waiting + refused > 0 && (
        <Button className="mb-3 w-full border-grade-c! bg-grade-c-soft! text-grade-c!" onClick={onOpen}>
          {[
            waiting > 0 && words("waitingToSend", { count: waiting }),
            refused > 0 && words("notTaken", { count: refused }),
          ]
            .filter(Boolean)
            .join(" · ")}
        </Button>
      )}
    </div>
  );
}
