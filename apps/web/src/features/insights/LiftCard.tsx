import { useTranslations } from "next-intl";
import { Card } from "../../components/Card.tsx";
import { countText } from "../../format/number.ts";
import type { TargetedInsights } from "./targeted-insights.ts";

/** How much oftener the best-scored fifth comes than all do. */
export function LiftCard({ insights: { lift, target } }: { insights: TargetedInsights }) {
  const words = useTranslations("insights.lift");
  if (lift.lift === null || lift.low === null || lift.high === null) {
    return (
      <Card title={words("title")}>
        <p className="text-ink2">
          {words("none", {
            step: target.label,
            days: target.horizonDays,
            leads: countText(lift.leads),
            reached: countText(lift.reached),
          })}
        </p>
      </Card>
    );
  }
  return (
    <Card title={words("title")}>
      <p className="font-bold text-[26px] tracking-[-.02em] tabular-nums">
        {words("times", { lift: lift.lift.toFixed(1) })}
      </p>
      <p className="text-ink2">
        {words("sentence", {
          step: target.label,
          lift: lift.lift.toFixed(1),
          top: countText(lift.topReached),
          topLeads: countText(lift.topLeads),
          reached: countText(lift.reached),
          leads: countText(lift.leads),
          low: lift.low.toFixed(1),
          high: lift.high.toFixed(1),
        })}
      </p>
    </Card>
  );
}
