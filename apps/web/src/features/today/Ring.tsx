import { useTranslations } from "next-intl";

const radius = 17;
const round = 2 * Math.PI * radius;

/** How much of the day is done. */
export function Ring({ done, planned }: { done: number; planned: number }) {
  const words = useTranslations("today");
  const share = planned === 0 ? 0 : Math.min(1, done / planned);
  return (
    <div className="relative size-12 shrink-0">
      <svg aria-hidden="true" className="-rotate-90" height={48} viewBox="0 0 44 44" width={48}>
        <circle cx={22} cy={22} fill="none" r={radius} stroke="var(--d-soft)" strokeWidth={4} />
        {share > 0 && (
          <circle
            className="transition-[stroke-dashoffset] duration-300"
            cx={22}
            cy={22}
            fill="none"
            r={radius}
            stroke="var(--accent)"
            strokeDasharray={round}
            strokeDashoffset={round * (1 - share)}
            strokeLinecap="round"
            strokeWidth={4}
          />
        )}
      </svg>
      <span
        className="absolute inset-0 grid place-items-center font-semibold text-[11.5px] tabular-nums"
        data-ring
      >
        <span className="sr-only">{words("ring", { done, planned })}</span>
        <span aria-hidden="true">
          {done}/{planned}
        </span>
      </span>
    </div>
  );
}
