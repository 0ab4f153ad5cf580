import { cx } from "../../components/class-names.ts";
import { gradeWord, type ShownScore, scoreText } from "./score-words.ts";

const tones: Readonly<Record<string, string>> = {
  A: "bg-a-soft text-a",
  B: "bg-b-soft text-b",
  C: "bg-c-soft text-c",
  D: "bg-d-soft text-d",
};

/** Number, letter and word; never colour alone. The two states without a number have chips of their own. */
export function ScoreChip(shown: ShownScore) {
  const scored = shown.state === "scored" && shown.score !== null;
  return (
    <span
      className={cx(
        "inline-block w-[58px] shrink-0 rounded-[11px] py-1.5 text-center leading-[1.08]",
        scored
          ? tones[shown.grade ?? "D"]
          : "outline outline-1 -outline-offset-1 outline-edge outline-dashed text-ink2",
      )}
    >
      <span className="sr-only">{scoreText(shown)}</span>
      <span aria-hidden="true" className="block">
        {scored ? (
          <>
            <span className="block font-bold text-[20px]">{shown.score}</span>
            <span className="block font-semibold text-[10.5px] tracking-[.02em]">
              {shown.grade} · {gradeWord(shown.grade)}
            </span>
          </>
        ) : (
          <span className="block py-0.5 font-semibold text-[11px] leading-[1.2]">
            {shown.state === "unknown" ? "not enough known" : "not scored yet"}
          </span>
        )}
      </span>
    </span>
  );
}
