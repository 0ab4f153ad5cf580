"use client";

import type { TodayItem } from "@leadlift/services/today/today";
import { useTranslations } from "next-intl";
import { memo } from "react";
import { Button } from "../../components/Button.tsx";
import { cx } from "../../components/class-names.ts";
import { Icon } from "../../components/Icon.tsx";
import { Tag } from "../../components/Tag.tsx";
import { useFormats } from "../../format/use-formats.ts";
import type { ActView } from "../act/act-view.ts";
import { useReach } from "../act/use-reach.ts";
import { ScoreChip } from "../score/ScoreChip.tsx";
import { Sparkline } from "../score/Sparkline.tsx";
import { CardName } from "./CardName.tsx";
import { DueTag } from "./DueTag.tsx";
import { useItemWords } from "./item-words.ts";
import { useNow } from "./use-now.ts";

interface TodayCardProps {
  item: TodayItem;
  /** when the server had it, ms */
  rendered: number;
  /** the first of the list: what to do now */
  first: boolean;
  selected: boolean;
  /** its acts that wait to be sent */
  waiting: number;
  onAct(item: TodayItem, view: ActView): void;
  /** true: taken, the page need not change */
  onPick(leadId: string): boolean;
}

/** One lead of the day: why it is next, and how to reach the person. */
export const TodayCard = memo(function TodayCard(props: TodayCardProps) {
  const { item, rendered, first, selected, waiting, onAct, onPick } = props;
  const words = useTranslations("today");
  const { nameOf, subLine } = useItemWords();
  const { date } = useFormats();
  const name = nameOf(item);
  const { busy, call, whatsApp } = useReach({ id: item.leadId, name }, (view) => onAct(item, view));
  const closed = item.section === "done";
  return (
    <li
      aria-current={selected || undefined}
      className={cx(
        "relative rounded-[14px] border bg-surface p-[13px]",
        first && "border-accent!",
        selected && "xl:border-accent! xl:bg-accent-soft",
      )}
      {...{ [item.away ? "data-covered" : "data-lead"]: item.leadId }}
    >
      <div className="flex items-start gap-3">
        <ScoreChip grade={item.grade} score={item.score} state={item.state} />
        <div className="min-w-0 flex-1">
          <CardName leadId={item.leadId} name={name} onPick={onPick} />
          <p className="text-ink2 text-sub">{subLine(item)}</p>
        </div>
        <div className="flex shrink-0 flex-col items-end gap-1">
          <DueTag item={item} rendered={rendered} />
          <Sparkline scores={item.spark} />
        </div>
      </div>
      <p className="mt-2 text-[13.5px]">
        <Reason item={item} />
      </p>
      <Since item={item} rendered={rendered} />
      {item.away && (
        <p className="mt-1.5">
          <Tag tone="warn">
            {words("covering.away", { name: item.away.name, day: date(new Date(item.away.lastDay)) })}
          </Tag>
        </p>
      )}
      {waiting > 0 && (
        <p className="mt-1.5">
          <Tag tone="warn">{words("waitingToSend", { count: waiting })}</Tag>
        </p>
      )}
      <div className="relative z-1 mt-2.5 flex gap-2">
        {!closed && (
          <>
            <Button
              aria-label={words("callName", { name })}
              className="flex-1 md:pointer-fine:max-w-40"
              disabled={busy}
              kind={item.section === "snoozed" ? "secondary" : "primary"}
              onClick={call}
            >
              <Icon name="phone" size={16} />
              {words("call")}
            </Button>
            <Button
              aria-label={words("whatsAppName", { name })}
              className="flex-1 md:pointer-fine:max-w-40"
              disabled={busy}
              onClick={whatsApp}
            >
              <Icon name="chat" size={16} />
              WhatsApp
            </Button>
          </>
        )}
        <Button
          aria-label={words("moreName", { name })}
          className={closed ? undefined : "w-11 px-0! md:pointer-fine:w-9"}
          onClick={() => onAct(item, "more")}
        >
          <span aria-hidden="true">{closed ? words("more") : "···"}</span>
        </Button>
      </div>
    </li>
  );
});

/** The one thing that says most. */
function Reason({ item }: { item: TodayItem }) {
  const words = useTranslations("today");
  if (item.section === "snoozed" && item.snooze)
    return <>{words("snoozedFor", { reason: item.snooze.reason })}</>;
  if (item.state !== "scored" || item.score === null) {
    return (
      <>
        {words("notEnough")} <b className="font-semibold">{words("ask")}</b>
      </>
    );
  }
  if (!item.reason) return null;
  const { direction, text } = item.reason;
  return (
    <>
      <span className="sr-only">{words(direction === "down" ? "lowers" : "raises")} </span>
      <span
        className={cx(
          direction === "up" && "font-semibold text-grade-a",
          direction === "down" && "text-neg",
          direction === "flat" && "text-ink2",
        )}
      >
        {text.charAt(0).toUpperCase() + text.slice(1)}
      </span>
    </>
  );
}

/** What moved the score lately, and whose word is awaited. */
function Since({ item, rendered }: { item: TodayItem; rendered: number }) {
  const words = useTranslations("today");
  const { ago } = useFormats();
  const now = useNow(rendered);
  const { change7, awaitingSince, lastOutAt, section, enquiredAt, nextStep } = item;
  const parts = [
    section === "new" && words("enquired", { ago: ago(enquiredAt, now) }),
    awaitingSince && section !== "new" && words("wrote", { ago: ago(awaitingSince, now) }),
    !awaitingSince && lastOutAt && words("lastWord", { ago: ago(lastOutAt, now) }),
    nextStep?.note,
  ].filter(Boolean);
  if (parts.length === 0 && !change7) return null;
  return (
    <p className="mt-0.5 text-faint text-ink3">
      {change7 !== null && change7 !== 0 && (
        <>
          <span className={change7 > 0 ? "font-semibold text-grade-a" : "font-semibold text-neg"}>
            <span aria-hidden="true">{change7 > 0 ? "▲" : "▼"} </span>
            <span className="sr-only">{words(change7 > 0 ? "up" : "down")} </span>
            {Math.abs(change7)}
          </span>{" "}
          {words("inSevenDays")}
          {parts.length > 0 && " · "}
        </>
      )}
      {parts.join(" · ")}
    </p>
  );
}
