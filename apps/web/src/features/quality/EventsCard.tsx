"use client";

import type { EventCounts, QualitySummary } from "@leadlift/services/quality/summary";
import { qualityWindows } from "@leadlift/services/quality/windows";
import { useLocale, useTranslations } from "next-intl";
import { Card } from "../../components/Card.tsx";
import { Select } from "../../components/Field.tsx";
import { dayText } from "../../format/month.ts";
import { countText, percentText } from "../../format/number.ts";
import { Bars } from "./Bars.tsx";
import { changeOf, type Measure, measures, shareOf } from "./quality-words.ts";

type Window = (typeof qualityWindows)[number];

interface EventsCardProps {
  events: QualitySummary["events"];
  visitors: QualitySummary["visitors"];
  days: Window;
  onDays(days: Window): void;
}

/** How events came in lately: what was wrong with them, how often, and whether it gets better. */
export function EventsCard({ events, visitors, days, onDays }: EventsCardProps) {
  const words = useTranslations("quality.events");
  const locale = useLocale();
  const { total, from, to } = events;
  return (
    <Card title={words("title")}>
      <div className="mb-2 flex items-end justify-between gap-4">
        <p className="min-w-0">
          {words.rich("received", {
            n: countText(total.received),
            b: (n) => <span className="font-bold text-title">{n}</span>,
          })}
          <span className="block text-ink2 text-sub">
            {words("period", { from: dayText(from, locale), to: dayText(to, locale) })}
          </span>
        </p>
        <Select
          className="w-36 shrink-0"
          id="quality-days"
          label={words("time")}
          onChange={(event) => {
            const chosen = qualityWindows.find((each) => String(each) === event.target.value);
            if (chosen) onDays(chosen);
          }}
          value={days}
        >
          {qualityWindows.map((each) => (
            <option key={each} value={each}>
              {words("last", { n: each })}
            </option>
          ))}
        </Select>
      </div>
      {total.received === 0 ? (
        <p className="text-ink2">{words("none")}</p>
      ) : (
        <>
          <ul>
            {measures.map((measure) => (
              <MeasureRow events={events} key={measure.name} measure={measure} />
            ))}
          </ul>
          {visitors.bots > 0 && (
            <p className="mt-2 text-ink2 text-sub">{words("visitors", { n: visitors.bots })}</p>
          )}
          <ByDay days={events.days} />
        </>
      )}
    </Card>
  );
}

function MeasureRow({ events, measure }: { events: QualitySummary["events"]; measure: Measure }) {
  const words = useTranslations("quality.events");
  const locale = useLocale();
  const { total, before, days } = events;
  const share = shareOf(total, measure);
  const earlier = shareOf(before, measure);
  const change = changeOf(share, earlier, percentText);
  const of = { n: countText(total[measure.name]), all: countText(total[measure.of]) };
  const trend = days.map((day) => shareOf(day, measure));
  const worst = days.reduce<{ day: string; share: number } | null>((most, day) => {
    const of = shareOf(day, measure);
    return of !== null && of > (most?.share ?? 0) ? { day: day.day, share: of } : most;
  }, null);
  return (
    <li className="border-b py-2.5 last:border-0">
      <div className="flex min-h-7 items-center justify-between gap-3">
        <span className="min-w-0 font-medium">{words(`measures.${measure.name}.label`)}</span>
        <span className="flex shrink-0 items-center gap-3">
          {total[measure.name] > 0 && (
            <Bars
              label={
                worst
                  ? words("worst", { day: dayText(worst.day, locale), share: percentText(worst.share) })
                  : words("noWorst")
              }
              values={trend}
            />
          )}
          <span className="w-14 text-right font-semibold text-name tabular-nums">
            {share === null ? "–" : percentText(share)}
          </span>
        </span>
      </div>
      <p className="text-faint text-ink3 tabular-nums">
        {words(measure.of === "received" ? "ofReceived" : "ofRecorded", of)}
        {change && `, ${words(`change.${change}`, { share: percentText(earlier ?? 0) })}`}
      </p>
      {total[measure.name] > 0 && (
        <p className="mt-0.5 text-ink2 text-sub">{words(`measures.${measure.name}.meaning`)}</p>
      )}
    </li>
  );
}

function ByDay({ days }: { days: readonly ({ day: string } & EventCounts)[] }) {
  const words = useTranslations("quality.events");
  const locale = useLocale();
  const busy = days.filter(({ received }) => received > 0);
  return (
    <details className="mt-2 text-sub">
      <summary className="flex min-h-11 items-center text-ink2 underline underline-offset-3 md:pointer-fine:min-h-8">
        {words("byDay")}
      </summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys. */}
      <section aria-label={words("table")} className="overflow-x-auto" tabIndex={0}>
        <table className="w-full text-right tabular-nums">
          <thead className="text-faint text-ink3">
            <tr className="border-b">
              <th className="py-1.5 pr-3 text-left font-medium" scope="col">
                {words("day")}
              </th>
              <th className="py-1.5 font-medium" scope="col">
                {words("receivedHead")}
              </th>
              {measures.map(({ name }) => (
                <th className="py-1.5 pl-3 font-medium" key={name} scope="col">
                  {words(`measures.${name}.label`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {busy.toReversed().map((day) => (
              <tr className="border-b last:border-0" key={day.day}>
                <th className="whitespace-nowrap py-1.5 pr-3 text-left font-normal" scope="row">
                  {dayText(day.day, locale)}
                </th>
                <td className="py-1.5">{countText(day.received)}</td>
                {measures.map(({ name }) => (
                  <td className="py-1.5 pl-3" key={name}>
                    {countText(day[name])}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  );
}
