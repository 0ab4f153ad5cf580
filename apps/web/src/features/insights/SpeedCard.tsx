import { useTranslations } from "next-intl";
import { Card } from "../../components/Card.tsx";
import { countText, percentText } from "../../format/number.ts";
import { Figures } from "./Figures.tsx";
import type { TargetedInsights } from "./targeted-insights.ts";

/** How soon they come, by grade. */
export function SpeedCard({ insights: { times, target } }: { insights: TargetedInsights }) {
  const words = useTranslations("insights.speed");
  const all = useTranslations("insights");
  return (
    <Card title={words("title", { step: target.label })}>
      {times.length === 0 ? (
        <p className="text-ink2">{words("none")}</p>
      ) : (
        <>
          <Figures
            head={[words("grade"), words("n"), words("median"), words("middle"), words("day"), words("week")]}
            rows={times.map(({ grade, n, medianDays, earlyDays, lateDays, withinDay, withinWeek }) => ({
              key: grade,
              cells: [
                grade,
                countText(n),
                words("days", { n: medianDays.toFixed(1) }),
                all("range", { low: earlyDays.toFixed(1), high: lateDays.toFixed(1) }),
                percentText(withinDay.share ?? 0),
                percentText(withinWeek.share ?? 0),
              ],
            }))}
          />
          <p className="mt-2 text-ink2 text-sub">{words("caveat")}</p>
        </>
      )}
    </Card>
  );
}
