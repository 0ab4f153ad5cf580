import { mostPoints } from "@leadlift/scoring/scorecard";
import { useTranslations } from "next-intl";
import { signedText } from "../../format/number.ts";

interface PointsControlProps {
  points: number;
  /** the rule's sentence */
  rule: string;
  onChange(points: number): void;
}

const stepClass =
  "grid size-11 shrink-0 place-items-center rounded-[10px] border border-line bg-surface font-semibold text-name hover:border-edge md:pointer-fine:size-8";

/** Points by one with − and +, or by a slider. */
export function PointsControl({ points, rule, onChange }: PointsControlProps) {
  const words = useTranslations("scorecard");
  const set = (value: number) => onChange(Math.max(-mostPoints, Math.min(mostPoints, value)));
  return (
    <div className="flex items-center gap-2">
      <button
        aria-label={words("less", { rule })}
        className={stepClass}
        disabled={points <= -mostPoints}
        onClick={() => set(points - 1)}
        type="button"
      >
        <span aria-hidden="true">−</span>
      </button>
      <input
        aria-label={words("pointsOf", { rule })}
        aria-valuetext={signedText(points)}
        className="h-11 min-w-0 flex-1 accent-accent md:pointer-fine:h-8"
        max={mostPoints}
        min={-mostPoints}
        onChange={(event) => set(event.target.valueAsNumber)}
        type="range"
        value={points}
      />
      <button
        aria-label={words("more", { rule })}
        className={stepClass}
        disabled={points >= mostPoints}
        onClick={() => set(points + 1)}
        type="button"
      >
        <span aria-hidden="true">+</span>
      </button>
    </div>
  );
}
