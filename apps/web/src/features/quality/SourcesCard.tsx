"use client";

import type { Completeness } from "@leadlift/services/quality/summary";
import { Card } from "../../components/Card.tsx";
import { cx } from "../../components/class-names.ts";
import { countText, percentText } from "../../format/number.ts";
import { fieldShares, knownShare } from "./quality-words.ts";
import { sourceChoices } from "./source-choices.ts";

interface SourcesCardProps {
  completeness: Completeness;
  source: string;
  onSource(source: string): void;
}

/** Which source sends how much, and what each leaves out. */
export function SourcesCard({ completeness, source, onSource }: SourcesCardProps) {
  const choices = sourceChoices(completeness);
  if (choices.length < 2) return null;
  return (
    <Card title="By source">
      <ul>
        {choices.map((choice) => {
          const missing = fieldShares(choice)
            .slice(0, 3)
            .filter(({ share }) => share < 1)
            .map(({ field, share }) => `${completeness.fields[field]?.label} ${percentText(share)}`);
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
                  <span className="block truncate font-medium">{choice.label}</span>
                  <span className="block text-ink2 text-sub">
                    {missing.length > 0 ? `Least known: ${missing.join(", ")}` : "Nothing is missing"}
                  </span>
                </span>
                <span className="text-right tabular-nums">
                  {percentText(knownShare(choice) ?? 0)}
                  <span className="block text-faint text-ink3">n = {countText(choice.leads)}</span>
                </span>
              </button>
            </li>
          );
        })}
      </ul>
      <p className="mt-2 text-ink2 text-sub">Choose one to see all its fields.</p>
    </Card>
  );
}
