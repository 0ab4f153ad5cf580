import type { BoardLine } from "@leadlift/services/board/board";
import { useTranslations } from "next-intl";
import { Card } from "../../components/Card.tsx";
import { cx } from "../../components/class-names.ts";
import { differenceText, directionOf } from "./board-words.ts";
import type { CountedBoard } from "./counted-board.ts";

const tone = { above: "text-grade-a", below: "text-neg", even: "text-ink" } as const;

/** One's own month in a number and two sentences. */
export function MineCard({ board, line }: { board: CountedBoard; line: BoardLine }) {
  const words = useTranslations("board");
  const { target, closed } = board;
  const direction = directionOf(line.difference);
  return (
    <Card title={words("you")}>
      <p className="flex flex-wrap items-baseline gap-x-2">
        <span
          className={cx(
            "font-bold text-[26px] tracking-[-.02em] tabular-nums",
            // A difference that luck may explain is not coloured as if it were merit or fault.
            line.standing?.band === "above" || line.standing?.band === "below" ? tone[direction] : tone.even,
          )}
        >
          {differenceText(line.difference)}
        </span>
        <span className="font-medium text-ink2">{words(direction)}</span>
      </p>
      <p className="mt-1 text-ink2 text-sub">
        {words("sentence", {
          result: line.result,
          leads: line.leads,
          step: target.label,
          expected: line.expectation.toFixed(1),
          whole: line.expectationWhole.toFixed(1),
          days: target.horizonDays,
          closed: String(closed),
        })}
      </p>
      <p className="mt-1 text-ink2 text-sub">
        <Standing board={board} line={line} />
      </p>
    </Card>
  );
}

function Standing({ board, line }: { board: CountedBoard; line: BoardLine }) {
  const words = useTranslations("board");
  const { state, missing, standing } = line;
  if (state === "few_leads") {
    return words("state.few_leads", { least: board.rules.leastLeads, missing: missing.leads });
  }
  if (state === "new") return words("state.new", { days: board.rules.newDays, missing: missing.days });
  if (!standing) return null;
  return words("range", {
    low: differenceText(standing.differenceLow),
    high: differenceText(standing.differenceHigh),
    band: standing.band,
  });
}
