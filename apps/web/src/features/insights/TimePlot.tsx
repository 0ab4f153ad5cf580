import { percentText } from "../../format/number.ts";

export interface TimePoint {
  key: string;
  name: string;
  share: number;
  low: number;
  high: number;
}

const width = 360;
const height = 160;
const left = 38;
const right = 10;
const foot = 22;

/** Months in a row: the share as a line, what luck leaves open as a band. */
export function TimePlot({ points, label }: { points: readonly TimePoint[]; label: string }) {
  const most = Math.min(1, Math.max(0.05, ...points.map(({ high }) => high)));
  const x = (place: number) =>
    left + 8 + (place / Math.max(1, points.length - 1)) * (width - left - right - 16);
  const y = (share: number) => height - foot - (share / most) * (height - foot - 8);
  const at = (place: number, share: number) => `${x(place).toFixed(1)},${y(share).toFixed(1)}`;
  const band = [
    ...points.map(({ high }, place) => at(place, high)),
    ...points.map(({ low }, place) => at(place, low)).toReversed(),
  ];
  const every = Math.ceil(points.length / 6);
  return (
    <svg aria-label={label} className="w-full max-w-[460px]" role="img" viewBox={`0 0 ${width} ${height}`}>
      {[0, most / 2, most].map((tick) => (
        <g className="text-ink3" fill="currentColor" key={tick}>
          <line stroke="var(--line)" x1={left} x2={width - right} y1={y(tick)} y2={y(tick)} />
          <text dominantBaseline="middle" fontSize={11} textAnchor="end" x={left - 6} y={y(tick)}>
            {percentText(tick)}
          </text>
        </g>
      ))}
      <polygon fill="var(--b)" opacity={0.14} points={band.join(" ")} />
      <polyline
        fill="none"
        points={points.map(({ share }, place) => at(place, share)).join(" ")}
        stroke="var(--b)"
        strokeLinejoin="round"
        strokeWidth={2.2}
      />
      {points.map(({ key, name, share }, place) => (
        <g className="text-ink3" fill="currentColor" key={key}>
          <circle cx={x(place)} cy={y(share)} fill="var(--b)" r={3} />
          {(points.length - 1 - place) % every === 0 && (
            <text fontSize={11} textAnchor="middle" x={x(place)} y={height - 5}>
              {name}
            </text>
          )}
        </g>
      ))}
    </svg>
  );
}
