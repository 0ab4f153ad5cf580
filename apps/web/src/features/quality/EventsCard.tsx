"use client";

import type { EventCounts, QualitySummary } from "@leadlift/services/quality/summary";
import { qualityWindows } from "@leadlift/services/quality/windows";
import { Card } from "../../components/Card.tsx";
import { Select } from "../../components/Field.tsx";
import { counted, countText, percentText } from "../../format/number.ts";
import { Bars } from "./Bars.tsx";
import { changeText, dayText, type Measure, measures, shareOf } from "./quality-words.ts";

type Window = (typeof qualityWindows)[number];

interface EventsCardProps {
  events: QualitySummary["events"];
  visitors: QualitySummary["visitors"];
  days: Window;
  onDays(days: Window): void;
}

/** How events came in lately: what was wrong with them, how often, and whether it gets better. */
export function EventsCard({ events, visitors, days, onDays }: EventsCardProps) {
  const { total, from, to } = events;
  return (
    <Card title="How events come in">
      <div className="mb-2 flex items-end justify-between gap-4">
        <p className="min-w-0">
          <span className="font-bold text-title">{countText(total.received)}</span> received
          <span className="block text-ink2 text-sub">
            {dayText(from)} to {dayText(to)}
          </span>
        </p>
        <Select
          className="w-36 shrink-0"
          id="quality-days"
          label="Time"
          onChange={(event) => {
            const chosen = qualityWindows.find((each) => String(each) === event.target.value);
            if (chosen) onDays(chosen);
          }}
          value={days}
        >
          {qualityWindows.map((each) => (
            <option key={each} value={each}>
              Last {each} days
            </option>
          ))}
        </Select>
      </div>
      {total.received === 0 ? (
        <p className="text-ink2">
          Nothing came in these days. Calls, messages and visits to your site come through the API and the
          tracking snippet.
        </p>
      ) : (
        <>
          <ul>
            {measures.map((measure) => (
              <MeasureRow events={events} key={measure.name} measure={measure} />
            ))}
          </ul>
          {visitors.bots > 0 && (
            <p className="mt-2 text-ink2 text-sub">
              {counted(visitors.bots, "visitor was", "visitors were")} said to be a bot besides: nothing of
              what they did counts.
            </p>
          )}
          <ByDay days={events.days} />
        </>
      )}
    </Card>
  );
}

function MeasureRow({ events, measure }: { events: QualitySummary["events"]; measure: Measure }) {
  const { total, before, days } = events;
  const share = shareOf(total, measure);
  const change = changeText(share, shareOf(before, measure), percentText);
  const trend = days.map((day) => shareOf(day, measure));
  const worst = days.reduce<{ day: string; share: number } | null>((most, day) => {
    const of = shareOf(day, measure);
    return of !== null && of > (most?.share ?? 0) ? { day: day.day, share: of } : most;
  }, null);
  return (
    <li className="border-b py-2.5 last:border-0">
      <div className="flex min-h-7 items-center justify-between gap-3">
        <span className="min-w-0 font-medium">{measure.label}</span>
        <span className="flex shrink-0 items-center gap-3">
          {total[measure.name] > 0 && (
            <Bars
              label={
                worst ? `By day; most on ${dayText(worst.day)}: ${percentText(worst.share)}` : "By day; none"
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
        {countText(total[measure.name])} of {countText(total[measure.of])} {measure.of}
        {change && `, ${change}`}
      </p>
      {total[measure.name] > 0 && <p className="mt-0.5 text-ink2 text-sub">{measure.meaning}</p>}
    </li>
  );
}

function ByDay({ days }: { days: readonly ({ day: string } & EventCounts)[] }) {
  const busy = days.filter(({ received }) => received > 0);
  return (
    <details className="mt-2 text-sub">
      <summary className="flex min-h-11 items-center text-ink2 underline underline-offset-3 md:pointer-fine:min-h-8">
        The figures by day
      </summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys. */}
      <section aria-label="Events by day" className="overflow-x-auto" tabIndex={0}>
        <table className="w-full text-right tabular-nums">
          <thead className="text-faint text-ink3">
            <tr className="border-b">
              <th className="py-1.5 pr-3 text-left font-medium" scope="col">
                Day
              </th>
              <th className="py-1.5 font-medium" scope="col">
                Received
              </th>
              {measures.map(({ name, label }) => (
                <th className="py-1.5 pl-3 font-medium" key={name} scope="col">
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {busy.toReversed().map((day) => (
              <tr className="border-b last:border-0" key={day.day}>
                <th className="whitespace-nowrap py-1.5 pr-3 text-left font-normal" scope="row">
                  {dayText(day.day)}
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
