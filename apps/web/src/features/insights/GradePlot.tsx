import { percentText } from "../../format/number.ts";

export interface GradePoint {
  key: string;
  name: string;
  colour: string;
  share: number;
  low: number;
  high: number;
}

const width = 360;
const left = 70;
const right = 44;
const row = 34;
const foot = 18;

/** One line a grade: the share as a dot, what luck leaves open as a bar. */
export function GradePlot({ points, label }: { points: readonly GradePoint[]; label: string }) {
  const most = Math.min(1, Math.max(0.05, ...points.map(({ high }) => high)) * 1.05);
  const height = points.length * row + foot;
  const x = (share: number) => left + (share / most) * (width - left - right);
  return (
    <svg aria-label={label} className="w-full max-w-[460px]" role="img" viewBox={`0 0 ${width} ${height}`}>
      {[0, most / 2, most].map((tick) => (
        <g className="text-ink3" fill="currentColor" key={tick}>
          <line stroke="var(--line)" x1={x(tick)} x2={x(tick)} y1={4} y2={height - foot} />
          <text fontSize={11} textAnchor="middle" x={x(tick)} y={height - 4}>
            {percentText(tick)}
          </text>
        </g>
      ))}
      {points.map(({ key, name, colour, share, low, high }, place) => {
        const y = place * row + row / 2 + 2;
        return (
          <g key={key}>
            <text
              className="text-ink"
              dominantBaseline="middle"
              fill="currentColor"
              fontSize={13}
              x={0}
              y={y}
            >
              {name}
            </text>
            <line
              opacity={0.35}
              stroke={colour}
              strokeLinecap="round"
              strokeWidth={9}
              x1={x(low)}
              x2={x(high)}
              y1={y}
              y2={y}
            />
            <circle cx={x(share)} cy={y} fill={colour} r={5} />
            <text
              className="text-ink"
              dominantBaseline="middle"
              fill="currentColor"
              fontSize={12}
              fontWeight={600}
              x={x(high) + 9}
              y={y}
            >
              {percentText(share)}
            </text>
          </g>
        );
      })}
    </svg>
  );
}
