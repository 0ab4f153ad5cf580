"use client";

import type { TodayItem } from "@leadlift/services/today/today";
import { useTranslations } from "next-intl";
import { Tag } from "../../components/Tag.tsx";
import { useItemWords } from "./item-words.ts";
import { useNow } from "./use-now.ts";

const minuteMs = 60_000;
const soonMs = 60 * minuteMs;

/** "reply within 3 min", "late by 2 h", "visit at 11:00": what is due of a lead, timed as one looks. */
export function DueTag({ item, rendered }: { item: TodayItem; rendered: number }) {
  const words = useTranslations("today");
  const { momentOf } = useItemWords();
  const now = useNow(rendered);
  const left = (due: Date) => due.getTime() - now.getTime();
  const late = (due: Date) => {
    const minutes = Math.max(1, Math.floor(-left(due) / minuteMs));
    if (minutes < 60) return words("lateMinutes", { count: minutes });
    if (minutes < 24 * 60) return words("lateHours", { count: Math.floor(minutes / 60) });
    return words("lateDays", { count: Math.floor(minutes / 60 / 24) });
  };
  const { section, replyDueAt, nextStep, snooze } = item;
  if (section === "new" && replyDueAt) {
    if (left(replyDueAt) < 0) return <Tag tone="bad">{late(replyDueAt)}</Tag>;
    return (
      <Tag tone="accent">
        {left(replyDueAt) <= soonMs
          ? words("replyWithin", { count: Math.max(1, Math.ceil(left(replyDueAt) / minuteMs)) })
          : words("replyBy", { at: momentOf(replyDueAt, now) })}
      </Tag>
    );
  }
  if (section === "snoozed" && snooze) {
    return <Tag>{words("until", { at: momentOf(snooze.until, now) })}</Tag>;
  }
  if (!nextStep || section === "done") return null;
  const at = momentOf(nextStep.dueAt, now);
  if (left(nextStep.dueAt) < 0 && section !== "visits") return <Tag tone="bad">{late(nextStep.dueAt)}</Tag>;
  return (
    <Tag tone={section === "waiting" ? "plain" : "accent"}>
      {words("stepAt", { kind: nextStep.kind, at })}
    </Tag>
  );
}
