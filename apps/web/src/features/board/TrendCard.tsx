import type { TrendPoint } from "@leadlift/services/board/board";
import { useLocale, useTranslations } from "next-intl";
import { Card } from "../../components/Card.tsx";
import { monthText } from "../../format/month.ts";
import { countText } from "../../format/number.ts";
import { differenceText, luckOf } from "./board-words.ts";
import { TrendPlot } from "./TrendPlot.tsx";

/** Months against expectation, and by how much luck moves them. */
export function TrendCard({ points }: { points: readonly TrendPoint[] }) {
  const words = useTranslations("board.trend");
  const locale = useLocale();
  const rows = points.map(({ month, leads, result, expectation, variance }) => ({
    key: month,
    month: monthText(month, locale),
    short: monthText(month, locale, "short"),
    leads,
    result,
    expectation,
    difference: result - expectation,
    luck: luckOf(variance),
  }));
  if (rows.filter(({ leads }) => leads > 0).length < 2) return null;
  const spoken = rows.map(({ month, difference, luck }) =>
    words("point", { month, difference: differenceText(difference), luck: luck.toFixed(1) }),
  );
  const head = ["leads", "result", "expectation", "difference", "luck"] as const;
  return (
    <Card title={words("title")}>
      <TrendPlot label={words("picture", { points: spoken.join("; ") })} points={rows} />
      <p className="mt-1 text-faint text-ink3">{words("caption")}</p>
      <details className="mt-1 text-sub">
        <summary className="flex min-h-11 items-center text-ink2 underline underline-offset-3 md:pointer-fine:min-h-8">
          {words("figures")}
        </summary>
        <table className="w-full text-right tabular-nums">
          <thead className="text-faint text-ink3">
            <tr className="border-b align-bottom">
              <th className="py-1.5 text-left font-medium" scope="col">
                {words("month")}
              </th>
              {head.map((key) => (
                <th className="py-1.5 pl-2 font-medium" key={key} scope="col">
                  {words(key)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.toReversed().map(({ key, short, leads, result, expectation, difference, luck }) => (
              <tr className="border-b last:border-0" key={key}>
                <th className="py-1.5 text-left font-normal" scope="row">
                  {short}
                </th>
                <td className="py-1.5">{countText(leads)}</td>
                <td className="py-1.5">{countText(result)}</td>
                <td className="py-1.5">{expectation.toFixed(1)}</td>
                <td className="py-1.5">{differenceText(difference)}</td>
                <td className="py-1.5">±{luck.toFixed(1)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </Card>
  );
}
