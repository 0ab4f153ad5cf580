import { useTranslations } from "next-intl";
import { percentText } from "../../format/number.ts";

interface Gain {
  share: number;
  captured: number;
}

const width = 300;
const height = 220;
const left = 34;
const bottom = 30;

/** How many of those who got there are found when the list is worked from the top. */
export function GainsCurve({ gains, step }: { gains: readonly Gain[]; step: string }) {
  const words = useTranslations("model.gains");
  const points = [{ share: 0, captured: 0 }, ...gains];
  const x = (value: number) => left + value * (width - left - 18);
  const y = (value: number) => height - bottom - value * (height - bottom - 8);
  const line = points
    .map(({ share, captured }) => `${x(share).toFixed(1)},${y(captured).toFixed(1)}`)
    .join(" ");
  const fifth = capturedAt(points, 0.2);
  const sentence = words("sentence", { share: percentText(fifth), step });
  return (
    <div>
      <svg
        aria-label={sentence}
        className="w-full max-w-[420px]"
        role="img"
        viewBox={`0 0 ${width} ${height}`}
      >
        {[0, 0.5, 1].map((tick) => (
          <g className="text-ink3" fill="currentColor" fontSize={9.5} key={tick}>
            <line stroke="var(--line)" x1={left} x2={width - 18} y1={y(tick)} y2={y(tick)} />
            <text dominantBaseline="middle" textAnchor="end" x={left - 6} y={y(tick)}>
              {percentText(tick)}
            </text>
            <text textAnchor="middle" x={x(tick)} y={height - bottom + 14}>
              {percentText(tick)}
            </text>
          </g>
        ))}
        <line stroke="var(--edge)" strokeDasharray="3 4" x1={x(0)} x2={x(1)} y1={y(0)} y2={y(1)} />
        <polyline fill="none" points={line} stroke="var(--a)" strokeLinejoin="round" strokeWidth={2.2} />
        <line stroke="var(--a)" strokeDasharray="2 3" x1={x(0.2)} x2={x(0.2)} y1={y(0)} y2={y(fifth)} />
        <circle cx={x(0.2)} cy={y(fifth)} fill="var(--a)" r={4} />
        <text
          className="text-ink3"
          fill="currentColor"
          fontSize={9.5}
          textAnchor="middle"
          x={(left + width) / 2}
          y={height - 3}
        >
          {words("axis")}
        </text>
      </svg>
      <p className="mt-1 text-ink2 text-sub">{sentence}</p>
    </div>
  );
}

/** Linear between the points of the curve. */
export function capturedAt(points: readonly Gain[], share: number): number {
  let before: Gain = { share: 0, captured: 0 };
  for (const point of points) {
    if (point.share >= share) {
      const width = point.share - before.share;
      const part = width === 0 ? 1 : (share - before.share) / width;
      return before.captured + part * (point.captured - before.captured);
    }
    before = point;
  }
  return before.captured;
}
