import { useTranslations } from "next-intl";
import { countText, percentText } from "../../format/number.ts";

interface Bin {
  predicted: number;
  observed: number;
  n: number;
  low: number;
  high: number;
}

const size = 260;
const left = 50;
const bottom = 30;
const inner = size - left - 14;

/** Said against what happened: one dot a bin with the range that chance explains. The same figures follow as a table. */
export function CalibrationPlot({ bins, step }: { bins: readonly Bin[]; step: string }) {
  const words = useTranslations("model.calibration");
  const shown = bins.filter(({ n }) => n > 0);
  const top = Math.min(
    1,
    Math.max(0.1, ...shown.map(({ predicted, high }) => Math.max(predicted, high))) * 1.05,
  );
  const x = (value: number) => left + (value / top) * inner;
  const y = (value: number) => size - bottom - (Math.min(value, top) / top) * (inner - 4);
  const largest = Math.max(1, ...shown.map(({ n }) => n));
  const ticks = [0, top / 2, top];
  return (
    <div>
      <svg
        aria-label={words("picture", { step, n: shown.length })}
        className="w-full max-w-[360px] text-grade-b"
        role="img"
        viewBox={`0 0 ${size} ${size}`}
      >
        {ticks.map((tick) => (
          <g className="text-ink3" fill="currentColor" fontSize={9.5} key={tick}>
            <line stroke="var(--line)" x1={left} x2={left + inner} y1={y(tick)} y2={y(tick)} />
            <text dominantBaseline="middle" textAnchor="end" x={left - 6} y={y(tick)}>
              {percentText(tick)}
            </text>
            <text textAnchor="middle" x={x(tick)} y={size - bottom + 14}>
              {percentText(tick)}
            </text>
          </g>
        ))}
        <line stroke="var(--edge)" strokeDasharray="3 4" x1={x(0)} x2={x(top)} y1={y(0)} y2={y(top)} />
        {shown.map((bin) => (
          <g key={bin.predicted}>
            <line
              opacity={0.45}
              stroke="currentColor"
              strokeWidth={2}
              x1={x(bin.predicted)}
              x2={x(bin.predicted)}
              y1={y(bin.low)}
              y2={y(bin.high)}
            />
            <circle
              cx={x(bin.predicted)}
              cy={y(bin.observed)}
              fill="currentColor"
              r={2.5 + 3.5 * Math.sqrt(bin.n / largest)}
            />
          </g>
        ))}
        <text
          className="text-ink3"
          fill="currentColor"
          fontSize={9.5}
          textAnchor="middle"
          x={left + inner / 2}
          y={size - 3}
        >
          {words("predictedAxis")}
        </text>
        <text
          className="text-ink3"
          fill="currentColor"
          fontSize={9.5}
          textAnchor="middle"
          transform={`translate(9 ${(size - bottom) / 2}) rotate(-90)`}
        >
          {words("reachedAxis")}
        </text>
      </svg>
      <p className="mt-1 text-ink2 text-sub">{words("what")}</p>
      <details className="mt-2 text-sub">
        <summary className="flex min-h-11 items-center text-ink2 underline underline-offset-3 md:pointer-fine:min-h-8">
          {words("figures")}
        </summary>
        <table className="w-full text-right">
          <thead className="text-faint text-ink3">
            <tr>
              <th className="py-1 text-left font-medium" scope="col">
                {words("predicted")}
              </th>
              <th className="py-1 font-medium" scope="col">
                {words("reached")}
              </th>
              <th className="py-1 font-medium" scope="col">
                {words("range")}
              </th>
              <th className="py-1 font-medium" scope="col">
                {words("n")}
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((bin) => (
              <tr key={bin.predicted}>
                <td className="py-1 text-left">{percentText(bin.predicted)}</td>
                <td className="py-1">{percentText(bin.observed)}</td>
                <td className="py-1 text-ink2">
                  {words("between", { low: percentText(bin.low), high: percentText(bin.high) })}
                </td>
                <td className="py-1">{countText(bin.n)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </div>
  );
}
