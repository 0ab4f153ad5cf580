import type { CapacityLine } from "@leadlift/services/insights/insights";
import { useTranslations } from "next-intl";
import { Card } from "../../components/Card.tsx";
import { countText } from "../../format/number.ts";
import { CapacityPlot } from "./ChartBox.tsx";
import { Figures } from "./Figures.tsx";

const tableRows = 20;

/** Down to which score a day's calls come. */
export function CapacityCard({ capacity }: { capacity: CapacityLine }) {
  const words = useTranslations("insights.capacity");
  const { brokers, perDay, open, threshold, above, byScore } = capacity;
  if (brokers === 0 || open === 0) {
    return (
      <Card title={words("title")}>
        <p className="text-ink2">{words(brokers === 0 ? "nobody" : "noneOpen")}</p>
      </Card>
    );
  }
  let sum = 0;
  const rows = byScore.slice(0, tableRows).map(({ score, leads }) => {
    sum += leads;
    return {
      key: String(score),
      cells: [score, countText(leads), countText(sum)],
    };
  });
  return (
    <Card title={words("title")}>
      <p className="mb-2">
        {threshold === null
          ? words("all", { perDay: countText(perDay), open: countText(open) })
          : above === 0
            ? words("tie")
            : words("sentence", { perDay: countText(perDay), threshold, above, open: countText(open) })}
      </p>
      <CapacityPlot
        axis={words("axis")}
        byScore={byScore}
        label={words("picture", {
          above: countText(above),
          open: countText(open),
          threshold: threshold ?? 1,
        })}
        threshold={threshold}
      />
      <p className="mt-1 text-faint text-ink3">{words("brokers", { brokers })}</p>
      <Figures folded head={[words("score"), words("leads"), words("upTo")]} rows={rows} />
    </Card>
  );
}
