import { useLocale, useTranslations } from "next-intl";
import { Card } from "../../components/Card.tsx";
import { monthText } from "../../format/month.ts";
import { countText, percentText } from "../../format/number.ts";
import { TimePlot } from "./ChartBox.tsx";
import { Figures } from "./Figures.tsx";
import type { TargetedInsights } from "./targeted-insights.ts";

/** The share that came, month by month. */
export function TimeCard({ insights: { byMonth, target } }: { insights: TargetedInsights }) {
  const words = useTranslations("insights.time");
  const all = useTranslations("insights");
  const locale = useLocale();
  const points = byMonth.flatMap(({ month, reached: { share, low, high, n } }) =>
    share === null || low === null || high === null
      ? []
      : [{ key: month, name: monthText(month, locale, "short"), share, low, high, n }],
  );
  const spoken = points.map(({ key, share, n }) =>
    words("row", { month: monthText(key, locale), share: percentText(share), n: countText(n) }),
  );
  return (
    <Card title={words("title")}>
      {points.length < 2 ? (
        <p className="text-ink2">{words("few", { days: target.horizonDays })}</p>
      ) : (
        <TimePlot label={words("picture", { step: target.label, rows: spoken.join("; ") })} points={points} />
      )}
      <Figures
        folded
        head={[words("month"), words("leads"), words("mature"), words("share"), words("range")]}
        rows={byMonth.toReversed().map(({ month, leads, reached: { share, low, high, n } }) => ({
          key: month,
          cells: [
            monthText(month, locale),
            countText(leads),
            countText(n),
            share === null ? "–" : percentText(share),
            low === null || high === null
              ? "–"
              : all("range", { low: percentText(low), high: percentText(high) }),
          ],
        }))}
      />
    </Card>
  );
}
