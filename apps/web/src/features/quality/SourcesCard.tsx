"use client";

import type { Completeness } from "@leadlift/services/quality/summary";
import { useTranslations } from "next-intl";
import { Card } from "../../components/Card.tsx";
import { cx } from "../../components/class-names.ts";
import { countText, percentText } from "../../format/number.ts";
import { fieldShares, knownShare } from "./quality-words.ts";
import { sourceChoices } from "./source-choices.ts";
import { useFieldName, useSourceName } from "./use-names.ts";

interface SourcesCardProps {
  completeness: Completeness;
  source: string;
  onSource(source: string): void;
}

/** Which source sends how much, and what each leaves out. */
export function SourcesCard({ completeness, source, onSource }: SourcesCardProps) {
  const words = useTranslations("quality.sources");
  const fieldName = useFieldName();
  const sourceName = useSourceName();
  const choices = sourceChoices(completeness);
  if (choices.length < 2) return null;
  return (
    <Card title={words("title")}>
      <ul>
        {choices.map((choice) => {
          const missing = fieldShares(choice)
            .slice(0, 3)
            .filter(({ share }) => share < 1)
            .flatMap(({ field, share }) => {
              const known = completeness.fields[field];
              return known ? [`${fieldName(known)} ${percentText(share)}`] : [];
            });
          const current = choice.value === source;
          return (
            <li className="border-b last:border-0" key={choice.value}>
              <button
                aria-pressed={current}
                className={cx(
                  "grid min-h-13 w-full grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 rounded-lg px-2 py-2 text-left hover:bg-sunk",
                  current && "bg-accent-soft",
                )}
                onClick={() => onSource(current ? "" : choice.value)}
                type="button"
              >
                <span className="min-w-0">
                  <span className="block truncate font-medium">{sourceName(choice.name)}</span>
                  <span className="block text-ink2 text-sub">
                    {missing.length > 0 ? words("least", { fields: missing.join(", ") }) : words("complete")}
                  </span>
                </span>
                <span className="text-right tabular-nums">
                  {percentText(knownShare(choice) ?? 0)}
                  <span className="block text-faint text-ink3">
                    {words("n", { n: countText(choice.leads) })}
                  </span>
                </span>
              </button>
            </li>
          );
        })}
      </ul>
      <p className="mt-2 text-ink2 text-sub">{words("what")}</p>
    </Card>
  );
}
