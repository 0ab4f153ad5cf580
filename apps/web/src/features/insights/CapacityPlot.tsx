interface CapacityPlotProps {
  byScore: readonly { score: number; leads: number }[];
  /** the least score that a day comes down to; null: to all */
  threshold: number | null;
  label: string;
  axis: string;
}

const width = 360;
const height = 130;
const foot = 20;

/** Open leads by score; those that a day has room for stand out. */
export function CapacityPlot({ byScore, threshold, label, axis }: CapacityPlotProps) {
  const most = Math.max(1, ...byScore.map(({ leads }) => leads));
  const x = (score: number) => (score / 100) * width;
  const tall = (leads: number) => (leads / most) * (height - foot - 6);
  return (
    <svg aria-label={label} className="w-full max-w-[460px]" role="img" viewBox={`0 0 ${width} ${height}`}>
      {byScore.map(({ score, leads }) => (
        <rect
          fill={threshold === null || score >= threshold ? "var(--accent)" : "var(--edge)"}
          height={Math.max(1, tall(leads))}
          key={score}
          opacity={threshold === null || score >= threshold ? 1 : 0.45}
          width={width / 100 - 1}
          x={x(score)}
          y={height - foot - Math.max(1, tall(leads))}
        />
      ))}
      <line stroke="var(--line)" x1={0} x2={width} y1={height - foot} y2={height - foot} />
      {threshold !== null && threshold < 100 && (
        <line
          stroke="var(--ink)"
          strokeDasharray="3 3"
          x1={x(threshold) - 1}
          x2={x(threshold) - 1}
          y1={0}
          y2={height - foot}
        />
      )}
      {[1, 25, 50, 75, 99].map((score) => (
        <text
          className="text-ink3"
          fill="currentColor"
          fontSize={11}
          key={score}
          textAnchor={score === 1 ? "start" : score === 99 ? "end" : "middle"}
          x={score === 99 ? width : x(score)}
          y={height - 5}
        >
          {score === 1 ? `${axis} ${score}` : score}
        </text>
      ))}
    </svg>
  );
}
