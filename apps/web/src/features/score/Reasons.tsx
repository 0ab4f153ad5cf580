"use client";

import type { LeadReason } from "@leadlift/services/lead/get";
import { useTranslations } from "next-intl";
import { countText, percentText, signedText } from "../../format/number.ts";
import { reasonRows, type ShownReason } from "./reason-rows.ts";

/** 50 for the average lead, then every reason as a bar; together they are the score. */
export function Reasons({ reasons, score }: { reasons: readonly LeadReason[]; score: number }) {
  const words = useTranslations("score");
  const { up, down, faint, rest, total } = reasonRows(reasons);
  const most = Math.max(1, ...[...up, ...down].map(({ points }) => Math.abs(points)));
  return (
    <section aria-label={words("reasons")}>
      <Line label={words("average")} value="50" />
      <ul>
        {[...up, ...down].map((reason) => (
          <Bar key={reason.key} most={most} reason={reason} />
        ))}
      </ul>
      {rest.map(({ key, text, points }) => (
        <Line key={key} label={text} value={signedText(points)} />
      ))}
      {faint.length > 0 && (
        <details className="text-sub">
          <summary className="flex min-h-11 items-center text-ink2 underline underline-offset-3 md:pointer-fine:min-h-7">
            {words("faint", { count: faint.length })}
          </summary>
          <ul className="pb-1 text-ink2">
            {faint.map(({ key, text }) => (
              <li key={key}>{text}</li>
            ))}
          </ul>
        </details>
      )}
      <div className="mt-1.5 flex justify-between gap-3 border-t pt-1.5 font-semibold">
        <span>
          {words("total")}
          {total !== score && (
            <span className="font-normal text-ink3 text-sub"> {words("limited", { total })}</span>
          )}
        </span>
        <span className="tabular-nums">{score}</span>
      </div>
    </section>
  );
}

function Bar({ reason, most }: { reason: ShownReason; most: number }) {
  const up = reason.points >= 0;
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_88px_38px] items-center gap-2.5 py-1 text-[13.5px]">
      <span>
        {reason.text}
        {reason.evidence && <Evidence {...reason.evidence} />}
      </span>
      <span aria-hidden="true" className="h-2 overflow-hidden rounded bg-grade-d-soft">
        <span
          className={`block h-2 rounded ${up ? "bg-grade-a" : "bg-neg"}`}
          style={{ width: `${(Math.abs(reason.points) / most) * 100}%` }}
        />
      </span>
      <span className={`text-right font-semibold tabular-nums ${up ? "text-grade-a" : "text-neg"}`}>
        {signedText(reason.points)}
      </span>
    </li>
  );
}

function Evidence({ leads, reached }: NonNullable<ShownReason["evidence"]>) {
  const words = useTranslations("score");
  return (
    <span className="block text-faint text-ink3">
      {words("evidence", { share: percentText(reached / leads), n: countText(leads) })}
    </span>
  );
}

function Line({ label, value }: { label: string; value: string }) {
  return (
    <div className="flex justify-between gap-3 py-0.5 text-ink2 text-sub">
      <span>{label}</span>
      <span className="font-semibold tabular-nums">{value}</span>
    </div>
  );
}
