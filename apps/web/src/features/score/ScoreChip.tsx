"use client";

import { useTranslations } from "next-intl";
import { cx } from "../../components/class-names.ts";
import { type ShownScore, scoreText } from "./score-words.ts";

const tones: Readonly<Record<string, string>> = {
  A: "bg-grade-a-soft text-grade-a",
  B: "bg-grade-b-soft text-grade-b",
  C: "bg-grade-c-soft text-grade-c",
  D: "bg-grade-d-soft text-grade-d",
};

/** Number, letter and word, the word only spoken where a table is tight; never colour alone. The two states without a number have chips of their own. */
export function ScoreChip({ flat = false, ...shown }: ShownScore & { flat?: boolean }) {
  const words = useTranslations("score");
  const scored = shown.state === "scored" && shown.score !== null;
  return (
    <span
      className={cx(
        "inline-block w-[62px] tabular-nums shrink-0 rounded-[11px] py-1.5 text-center leading-[1.08]",
        scored
          ? tones[shown.grade ?? "D"]
          : "px-1 outline outline-1 -outline-offset-1 outline-edge outline-dashed text-ink2",
      )}
    >
      <span className="sr-only">{scoreText(shown, words)}</span>
      <span aria-hidden="true" className="block">
        {scored ? (
          <>
            <span className={cx("block font-bold text-[20px]", flat && "md:inline md:text-base")}>
              {shown.score}
            </span>
            <span
              className={cx(
                "block font-semibold text-[10.5px] tracking-[.02em]",
                flat && "md:ml-1 md:inline md:text-[11px]",
              )}
            >
              {shown.grade}
              <span className={flat ? "md:hidden" : undefined}>
                {" "}
                · {words("grade", { grade: shown.grade ?? "" })}
              </span>
            </span>
          </>
        ) : (
          <span className="block py-0.5 font-semibold text-[10.5px] leading-[1.25]">
            {shown.state === "unknown" ? words("unknownChip") : words("noneChip")}
          </span>
        )}
      </span>
    </span>
  );
}
