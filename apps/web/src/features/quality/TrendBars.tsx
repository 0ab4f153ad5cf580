import { useTranslations } from "next-intl";
import { countText } from "../../format/number.ts";

export interface TrendPoint {
  label: string;
  events: number;
  /** among the events */
  bots: number;
}

interface TrendBarsProps {
  name: string;
  /** oldest first, the current one last */
  points: readonly TrendPoint[];
}

const width = 360;
const height = 64;

/** Events over time: one bar a day or month, what bots did of it at its foot. */
export function TrendBars({ name, points }: TrendBarsProps) {
  const words = useTranslations("quality.trend");
  const counted = useTranslations("quality.suspects");
  const first = points[0];
  const last = points.at(-1);
  if (!first || !last) return null;
  const most = points.reduce((top, point) => (point.events > top.events ? point : top), first);
  const total = points.reduce((sum, { events }) => sum + events, 0);
  const step = width / points.length;
  const gap = step > 10 ? 3 : 1;
  const tall = (count: number) => (most.events === 0 ? 0 : (count / most.events) * (height - 2));
  return (
    <figure className="mb-4">
      <figcaption className="mb-1 flex items-baseline justify-between gap-3">
        <span className="font-medium">{name}</span>
        <span className="text-ink2 text-sub tabular-nums">{counted("events", { n: total })}</span>
      </figcaption>
      <svg
        aria-label={words("picture", {
          name,
          total: countText(total),
          label: most.label,
          most: countText(most.events),
        })}
        className="h-16 w-full text-accent"
        preserveAspectRatio="none"
        role="img"
        viewBox={`0 0 ${width} ${height}`}
      >
        <line stroke="var(--line)" x1={0} x2={width} y1={height - 0.5} y2={height - 0.5} />
        {points.map(({ label, events, bots }, place) => {
          if (events === 0) return null;
          const box = { x: place * step + gap / 2, width: step - gap };
          return (
            <g key={label}>
              <title>
                {words(bots > 0 ? "barBots" : "bar", { label, n: countText(events), bots: countText(bots) })}
              </title>
              <rect
                {...box}
                fill="currentColor"
                height={Math.max(tall(events), 1)}
                y={height - Math.max(tall(events), 1)}
              />
              {bots > 0 && <rect {...box} fill="var(--neg)" height={tall(bots)} y={height - tall(bots)} />}
            </g>
          );
        })}
      </svg>
      <div aria-hidden="true" className="mt-0.5 flex justify-between text-faint text-ink3">
        <span>{first.label}</span>
        <span>{last.label}</span>
      </div>
    </figure>
  );
}
