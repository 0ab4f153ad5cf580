"use client";

import type { ScorePoint } from "@leadlift/services/lead/score-history";
import { useTranslations } from "next-intl";
import { useFormats } from "../../format/use-formats.ts";
import { scoreText } from "./score-words.ts";

const width = 320;
const height = 130;
const left = 24;
const bottom = 20;
const gridLines = [25, 50, 75];

interface ScoreHistoryProps {
  points: readonly ScorePoint[];
  /** what changed each of them, in words */
  because: readonly (string | null)[];
}

/** Every score this lead had, against time, and as a list below with what changed it; without one there is no picture. */
export function ScoreHistory({ points, because }: ScoreHistoryProps) {
  const words = useTranslations("score");
  const { date, moment } = useFormats();
  const scored = points.filter((point): point is ScorePoint & { score: number } => point.score !== null);
  const first = points[0];
  const last = points.at(-1);
  if (!first || !last) return <p className="text-ink2 text-sub">{words("noHistory")}</p>;
  if (points.length === 1) {
    return (
      <p className="text-ink2 text-sub">
        {words("oneScore", { score: scoreText(first, words), at: moment(first.at) })}
      </p>
    );
  }
  const [oldest, latest] = [scored[0], scored.at(-1)];
  const from = first.at.getTime();
  const span = Math.max(1, last.at.getTime() - from);
  const x = (at: Date) => left + ((at.getTime() - from) / span) * (width - left - 10);
  const y = (score: number) => 6 + (1 - score / 100) * (height - bottom - 6);
  return (
    <div>
      {oldest && latest && (
        <svg
          aria-label={
            date(oldest.at) === date(latest.at)
              ? words("pictureDay", { count: scored.length, day: date(oldest.at) })
              : words("picture", { count: scored.length, from: date(oldest.at), to: date(latest.at) })
          }
          className="w-full max-w-[440px] text-accent"
          role="img"
          viewBox={`0 0 ${width} ${height}`}
        >
          {gridLines.map((line) => (
            <g key={line}>
              <line
                stroke={line === 50 ? "var(--edge)" : "var(--line)"}
                strokeDasharray={line === 50 ? "3 3" : undefined}
                x1={left}
                x2={width}
                y1={y(line)}
                y2={y(line)}
              />
              <text
                dominantBaseline="middle"
                fill="var(--ink3)"
                fontSize={9}
                textAnchor="end"
                x={left - 5}
                y={y(line)}
              >
                {line}
              </text>
            </g>
          ))}
          <polyline
            fill="none"
            points={scored.map(({ at, score }) => `${x(at).toFixed(1)},${y(score).toFixed(1)}`).join(" ")}
            stroke="currentColor"
            strokeLinejoin="round"
            strokeWidth={2}
          />
          {scored.map(({ at, score }) => (
            <circle cx={x(at)} cy={y(score)} fill="currentColor" key={at.getTime()} r={2.6} />
          ))}
          <text fill="var(--ink3)" fontSize={9} x={left} y={height - 5}>
            {date(first.at)}
          </text>
          {date(last.at) !== date(first.at) && (
            <text fill="var(--ink3)" fontSize={9} textAnchor="end" x={width} y={height - 5}>
              {date(last.at)}
            </text>
          )}
        </svg>
      )}
      <details className="text-sub">
        <summary className="flex min-h-11 items-center text-ink2 underline underline-offset-3 md:pointer-fine:min-h-8">
          {words("all", { count: points.length })}
        </summary>
        <ul className="mt-1">
          {points
            .map((point, index) => ({ point, why: because[index] ?? null }))
            .toReversed()
            .map(({ point, why }) => (
              <li
                className="flex justify-between gap-3 border-b py-1.5 last:border-0"
                key={point.at.getTime()}
              >
                <span>
                  {scoreText(point, words)}
                  {why && <span className="block text-ink2">{why}</span>}
                </span>
                <span className="shrink-0 text-ink3">{moment(point.at)}</span>
              </li>
            ))}
        </ul>
      </details>
    </div>
  );
}
