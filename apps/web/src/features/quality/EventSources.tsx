import type { QualitySummary } from "@leadlift/services/quality/summary";
import { useTranslations } from "next-intl";
import { Card } from "../../components/Card.tsx";
import { countText, percentText } from "../../format/number.ts";
import { measures, shareOf } from "./quality-words.ts";

const shown = 20;

/** Who sends them, and what of it is wrong: only what there is. */
export function EventSources({ sources }: { sources: QualitySummary["events"]["sources"] }) {
  const words = useTranslations("quality.events");
  return (
    <Card title={words("sources")}>
      <ul>
        {sources.slice(0, shown).map((source) => {
          const troubles = measures.flatMap((measure) => {
            const share = shareOf(source, measure);
            return share ? [words(`measures.${measure.name}.trouble`, { share: percentText(share) })] : [];
          });
          return (
            <li
              className="flex items-baseline justify-between gap-4 border-b py-2 last:border-0"
              key={source.source}
            >
              <span className="min-w-0">
                <span className="block truncate font-medium">
                  {words("sourceName", { source: source.source })}
                </span>
                <span className="block text-ink2 text-sub first-letter:uppercase">
                  {troubles.length > 0 ? troubles.join(", ") : words("fine")}
                </span>
              </span>
              <span className="shrink-0 tabular-nums">{countText(source.received)}</span>
            </li>
          );
        })}
      </ul>
      {sources.length > shown && (
        <p className="mt-2 text-ink2 text-sub">{words("smaller", { n: sources.length - shown })}</p>
      )}
    </Card>
  );
}
