import type { QualitySummary } from "@leadlift/services/quality/summary";
import { useLocale, useTranslations } from "next-intl";
import { Card } from "../../components/Card.tsx";
import { dayText } from "../../format/month.ts";
import { countText } from "../../format/number.ts";
import { shortMonth } from "./quality-words.ts";
import { TrendBars, type TrendPoint } from "./TrendBars.tsx";

/** What leads and visitors did, by the day and month they did it: an import of the past stands in its own time. */
export function TrendCard({ happened }: { happened: QualitySummary["happened"] }) {
  const words = useTranslations("quality.trend");
  const locale = useLocale();
  const days = happened.days.map(({ day, ...counts }) => ({ ...counts, label: dayText(day, locale) }));
  const months = happened.months.map(({ month, ...counts }) => ({
    ...counts,
    label: shortMonth(month, locale),
  }));
  if ([...days, ...months].every(({ events }) => events === 0)) return null;
  return (
    <Card title={words("title")}>
      <TrendBars name={words("days")} points={days} />
      <TrendBars name={words("months")} points={months} />
      <p className="text-ink2 text-sub">
        {words("what")}{" "}
        {months.some(({ bots }) => bots > 0) &&
          words.rich("bots", { b: (part) => <span className="font-medium text-neg">{part}</span> })}
      </p>
      <ByMonth months={months} />
    </Card>
  );
}

function ByMonth({ months }: { months: readonly TrendPoint[] }) {
  const words = useTranslations("quality.trend");
  return (
    <details className="mt-1 text-sub">
      <summary className="flex min-h-11 items-center text-ink2 underline underline-offset-3 md:pointer-fine:min-h-8">
        {words("figures")}
      </summary>
      <table className="w-full text-right tabular-nums">
        <thead className="text-faint text-ink3">
          <tr className="border-b">
            <th className="py-1.5 text-left font-medium" scope="col">
              {words("month")}
            </th>
            <th className="py-1.5 font-medium" scope="col">
              {words("events")}
            </th>
            <th className="py-1.5 font-medium" scope="col">
              {words("byBots")}
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
