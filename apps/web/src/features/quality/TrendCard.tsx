import type { QualitySummary } from "@leadlift/services/quality/summary";
import { Card } from "../../components/Card.tsx";
import { countText } from "../../format/number.ts";
import { dayText, monthText } from "./quality-words.ts";
import { TrendBars, type TrendPoint } from "./TrendBars.tsx";

/** What leads and visitors did, by the day and month they did it: an import of the past stands in its own time. */
export function TrendCard({ happened }: { happened: QualitySummary["happened"] }) {
  const days = happened.days.map(({ day, ...counts }) => ({ ...counts, label: dayText(day) }));
  const months = happened.months.map(({ month, ...counts }) => ({ ...counts, label: monthText(month) }));
  if ([...days, ...months].every(({ events }) => events === 0)) return null;
  return (
    <Card title="What happened when">
      <TrendBars name="Last 90 days" points={days} />
      <TrendBars name="Last 18 months" points={months} />
      <p className="text-ink2 text-sub">
        By the time at which it was done, whenever we learnt of it.{" "}
        {months.some(({ bots }) => bots > 0) && (
          <>
            The <span className="font-medium text-neg">red part</span> was done by bots and counts in no
            score.
          </>
        )}
      </p>
      <ByMonth months={months} />
    </Card>
  );
}

function ByMonth({ months }: { months: readonly TrendPoint[] }) {
  return (
    <details className="mt-1 text-sub">
      <summary className="flex min-h-11 items-center text-ink2 underline underline-offset-3 md:pointer-fine:min-h-8">
        The figures by month
      </summary>
      <table className="w-full text-right tabular-nums">
        <thead className="text-faint text-ink3">
          <tr className="border-b">
            <th className="py-1.5 text-left font-medium" scope="col">
              Month
            </th>
            <th className="py-1.5 font-medium" scope="col">
              Events
            </th>
            <th className="py-1.5 font-medium" scope="col">
              By bots
            </th>
          </tr>
        </thead>
        <tbody>
          {months.toReversed().map(({ label, events, bots }) => (
            <tr className="border-b last:border-0" key={label}>
              <th className="py-1.5 text-left font-normal" scope="row">
                {label}
              </th>
              <td className="py-1.5">{countText(events)}</td>
              <td className="py-1.5">{countText(bots)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
