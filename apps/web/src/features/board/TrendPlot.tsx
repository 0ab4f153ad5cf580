interface Point {
  key: string;
  short: string;
  difference: number;
  /** half the width of the band */
  luck: number;
}

const width = 318;
const height = 96;
const foot = 16;
const side = 14;

/** A line of differences over the band that luck alone explains; zero is as expected. */
export function TrendPlot({ points, label }: { points: readonly Point[]; label: string }) {
  const most = Math.max(1, ...points.map(({ difference, luck }) => Math.max(Math.abs(difference), luck)));
  const middle = (height - foot) / 2;
  const x = (place: number) => side + (place * (width - 2 * side)) / Math.max(1, points.length - 1);
  const y = (value: number) => middle - (value / most) * (middle - 4);
  const at = (place: number, value: number) => `${x(place).toFixed(1)},${y(value).toFixed(1)}`;
  const upper = points.map(({ luck }, place) => at(place, luck));
  const lower = points.map(({ luck }, place) => at(place, -luck)).toReversed();
  return (
    <svg aria-label={label} className="w-full max-w-[460px]" role="img" viewBox={`0 0 ${width} ${height}`}>
      <polygon fill="var(--b)" opacity={0.14} points={[...upper, ...lower].join(" ")} />
      <line stroke="var(--edge)" strokeDasharray="3 4" x1={side} x2={width - side} y1={middle} y2={middle} />
      <polyline
        fill="none"
        points={points.map(({ difference }, place) => at(place, difference)).join(" ")}
        stroke="var(--b)"
        strokeLinejoin="round"
        strokeWidth={2.2}
      />
      {points.map(({ key, short, difference }, place) => (
        <g key={key}>
          <circle cx={x(place)} cy={y(difference)} fill="var(--b)" r={2.6} />
          <text
            className="text-ink3"
            fill="currentColor"
            fontSize={9.5}
            textAnchor="middle"
            x={x(place)}
            y={height - 3}
          >
            {short}
          </text>
        </g>
      ))}
    </svg>
  );
}
