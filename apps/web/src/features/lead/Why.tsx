import type { WordedReason } from "@leadlift/services/lead/lead-row";
import { sentenceCase } from "./lead-words.ts";

/** One reason as a sentence, with which way it moves the score. */
export function Why({ reason, state }: { reason: WordedReason | null; state: string }) {
  if (state === "unknown") return <>Not enough known yet: ask, and note what they say</>;
  if (!reason) return null;
  const tone =
    reason.direction === "up" ? "text-grade-a" : reason.direction === "down" ? "text-neg" : "text-ink3";
  const mark = reason.direction === "up" ? "▲" : reason.direction === "down" ? "▼" : "●";
  return (
    <>
      <span aria-hidden="true" className={`${tone} mr-1 text-[10px]`}>
        {mark}
      </span>
      <span className="sr-only">
        {reason.direction === "down" ? "Lowers the score: " : "Raises the score: "}
      </span>
      {sentenceCase(reason.text)}
    </>
  );
}
