import { cx } from "../../components/class-names.ts";

interface BarsProps {
  /** each against the largest; null: nothing there to take a share of */
  values: readonly (number | null)[];
  /** what the picture says, for those who do not see it */
  label: string;
  /** the value that fills the height; the largest where none is given */
  top?: number;
  /** narrower on a phone, where it stands beside more */
  narrow?: boolean;
}

const width = 96;
const height = 24;

/** A small trend: one bar a day or month. Nothing where there are fewer than two to compare. */
export function Bars({ values, label, top, narrow = false }: BarsProps) {
  const known = values.filter((value) => value !== null);
  if (known.length < 2) return null;
  const most = top ?? Math.max(...known);
  const step = width / values.length;
  const gap = step > 4 ? 1.5 : 0.5;
  return (
    <svg
      aria-label={label}
      className={cx("h-6 shrink-0 text-ink3", narrow ? "w-14 sm:w-24" : "w-24")}
      preserveAspectRatio="none"
      role="img"
      viewBox={`0 0 ${width} ${height}`}
    >
      <line stroke="var(--line)" x1={0} x2={width} y1={height - 0.5} y2={height - 0.5} />
      {values.map((value, place) => {
        if (value === null) return null;
        const tall = most === 0 ? 0 : (value / most) * (height - 2);
        const x = place * step;
        return (
          <rect
            fill="currentColor"
            height={Math.max(tall, 1)}
            // biome-ignore lint/suspicious/noArrayIndexKey: a bar is its place in time.
            key={place}
            width={step - gap}
            x={x}
            y={height - Math.max(tall, 1)}
          />
        );
      })}
    </svg>
  );
}
