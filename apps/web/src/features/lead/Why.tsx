"use client";

import type { WordedReason } from "@leadlift/services/lead/lead-row";
import { useTranslations } from "next-intl";
import { sentenceCase } from "./lead-words.ts";

/** One reason as a sentence, with which way it moves the score. */
export function Why({ reason, state }: { reason: WordedReason | null; state: string }) {
  const words = useTranslations("score");
  if (state === "unknown") return <>{words("askFirst")}</>;
  if (!reason) return null;
  const tone =
    reason.direction === "up" ? "text-grade-a" : reason.direction === "down" ? "text-neg" : "text-ink3";
  const mark = reason.direction === "up" ? "▲" : reason.direction === "down" ? "▼" : "●";
  return (
    <>
      <span aria-hidden="true" className={`${tone} mr-1 text-[10px]`}>
        {mark}
      </span>
      <span className="sr-only">{words("moves", { direction: reason.direction })} </span>
      {sentenceCase(reason.text)}
    </>
  );
}
