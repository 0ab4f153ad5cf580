"use client";

import { useTranslations } from "next-intl";

/** ▲ 21 or ▼ 4 in colour, shape and words. */
export function Change({ points, since }: { points: number; since?: string }) {
  const words = useTranslations("score");
  if (points === 0) {
    return (
      <span className="text-ink3">
        {words("unchanged")}
        {since && ` ${since}`}
      </span>
    );
  }
  const up = points > 0;
  return (
    <span className={up ? "font-semibold text-grade-a" : "font-semibold text-neg"}>
      <span aria-hidden="true">{up ? "▲" : "▼"} </span>
      <span className="sr-only">{up ? words("up") : words("down")} </span>
      {Math.abs(points)}
      {since && <span className="font-normal text-ink3"> {since}</span>}
    </span>
  );
}
