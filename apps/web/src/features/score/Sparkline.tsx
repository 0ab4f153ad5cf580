"use client";

import { useTranslations } from "next-intl";
import { trendChange, trendText } from "./score-words.ts";

const width = 64;
const height = 24;
const pad = 3;

/** The last scores as a line, with its meaning as text. Nothing where there is no trend. */
export function Sparkline({ scores }: { scores: readonly number[] }) {
  const words = useTranslations("score");
  const change = trendChange(scores);
  if (change === null) return null;
  // Fewer than ten points apart is drawn as nearly flat, so that noise does not look like news.
  const low = Math.min(...scores);
  const span = Math.max(20, Math.max(...scores) - low);
  const middle = (Math.max(...scores) + low) / 2;
  const points = scores.map((score, index) => {
    const x = pad + (index * (width - 2 * pad)) / (scores.length - 1);
    const y = height / 2 - ((score - middle) / span) * (height - 2 * pad);
    return `${x.toFixed(1)},${y.toFixed(1)}`;
  });
  const tone = change > 0 ? "text-grade-a" : change < 0 ? "text-neg" : "text-ink3";
  return (
    <svg
      aria-label={trendText(scores, words) ?? ""}
      className={tone}
      height={height}
      role="img"
      viewBox={`0 0 ${width} ${height}`}
      width={width}
    >
      <polyline
        fill="none"
        points={points.join(" ")}
        stroke="currentColor"
        strokeLinecap="round"
        strokeLinejoin="round"
        strokeWidth={2}
      />
    </svg>
  );
}
