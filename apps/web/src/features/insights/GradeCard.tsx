import { useTranslations } from "next-intl";
import { Card } from "../../components/Card.tsx";
import { countText, percentText } from "../../format/number.ts";
import { GradePlot } from "./ChartBox.tsx";
import { Figures } from "./Figures.tsx";
import { comparedGrades, isSteep } from "./insight-words.ts";
import type { TargetedInsights } from "./targeted-insights.ts";

const colours = { A: "var(--a)", B: "var(--b)", C: "var(--c)", D: "var(--d)" } as const;

/** Whether better grades come oftener. */
export function GradeCard({ insights: { byGrade, target } }: { insights: TargetedInsights }) {
  const words = useTranslations("insights.grade");
  const range = useTranslations("insights");
  const nameOf = (grade: string | null) => grade ?? words("unscored");
  const points = byGrade.flatMap(({ grade, reached: { share, low, high, n } }) =>
    share === null || low === null || high === null
      ? []
      : [
          {
            key: grade ?? "none",
            name: nameOf(grade),
            colour: grade === null ? "var(--edge)" : colours[grade],
            share,
            low,
            high,
            n,
          },
        ],
  );
  const spoken = points.map(({ name, share, low, high, n }) =>
    words("sentence", {
      share: percentText(share),
      grade: name,
      low: percentText(low),
      high: percentText(high),
      n: countText(n),
    }),
  );
  const compared = comparedGrades(byGrade);
  const [best, worst] = [compared[0], compared.at(-1)];
  const steep = isSteep(byGrade);
  return (
    <Card title={words("title", { step: target.label })}>
      <GradePlot
        label={words("picture", { step: target.label, days: target.horizonDays, rows: spoken.join("; ") })}
        points={points}
      />
      {steep !== null && best && worst && (
        <p className="mt-1">
          {words(steep ? "steeper" : "notSteeper", {
            best: percentText(best.reached.share ?? 0),
            first: nameOf(best.grade),
            worst: percentText(worst.reached.share ?? 0),
            last: nameOf(worst.grade),
          })}
        </p>
      )}
      <p className="mt-1 text-faint text-ink3">{words("why")}</p>
      <Figures
        folded
        head={[words("grade"), words("leads"), words("share"), words("range")]}
        rows={byGrade.map(({ grade, leads, reached: { share, low, high, n } }) => ({
          key: grade ?? "none",
          cells: [
            nameOf(grade),
            countText(leads),
            share === null ? "–" : `${percentText(share)} (${range("n", { n: countText(n) })})`,
            low === null || high === null
              ? "–"
              : range("range", { low: percentText(low), high: percentText(high) }),
          ],
        }))}
      />
    </Card>
  );
}
