import type { BoardArithmetic } from "@leadlift/services/board/arithmetic";
import { useTranslations } from "next-intl";
import { countText, percentText } from "../../format/number.ts";
import { useFormats } from "../../format/use-formats.ts";

/** What a month is counted by, in plain words. */
export function MonthRules({ rules }: { rules: BoardArithmetic["rules"] }) {
  const words = useTranslations("board.counted");
  const { date } = useFormats();
  return (
    <div>
      <h3 className="font-semibold text-ink2 text-sub">{words("rulesTitle")}</h3>
      <ul className="mt-1 list-disc pl-4.5 text-ink2 text-sub">
        <li>{words("rule.least", { leads: rules.leastLeads, days: rules.newDays })}</li>
        <li>{words("rule.level", { level: percentText(rules.level) })}</li>
        <li>{words("rule.calls", { seconds: rules.callSeconds })}</li>
        <li>{words("rule.burst", { leads: rules.burst.leads, minutes: rules.burst.minutes })}</li>
        {rules.handedOn === "stays" && <li>{words("rule.handedOn")}</li>}
        <li>
          {words("rule.praise", {
            share: percentText(rules.praise.share),
            n: rules.praise.n,
            streak: rules.praise.streak,
          })}
        </li>
        <li>{words("rule.score", { hours: rules.firstScoreHours })}</li>
        {rules.base && (
          <li>
            {words("rule.base", {
              share: percentText(rules.base.probability),
              leads: countText(rules.base.leads),
            })}
          </li>
        )}
        <li>{words("rule.frozen", { version: rules.version, date: date(rules.frozenAt) })}</li>
      </ul>
    </div>
  );
}
