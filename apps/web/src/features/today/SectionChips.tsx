import type { Today, TodaySection } from "@leadlift/services/today/today";
import { useTranslations } from "next-intl";
import { cx } from "../../components/class-names.ts";
import { countText } from "../../format/number.ts";
import { itemsOf } from "./with-acts.ts";

/** `next`: the whole list in the order it is worked. */
export const shownSections = [
  "next",
  "new",
  "promised",
  "visits",
  "waiting",
  "snoozed",
  "done",
] as const satisfies TodaySection[];

const always: readonly TodaySection[] = ["next", "waiting", "snoozed", "done"];

interface SectionChipsProps {
  day: Today;
  chosen: TodaySection;
  onChoose(section: TodaySection): void;
}

export function SectionChips({ day, chosen, onChoose }: SectionChipsProps) {
  const words = useTranslations("today");
  const countOf = (section: TodaySection) =>
    section === "next"
      ? day.new.length + day.next.length + day.promised.length + day.visits.length
      : day.counts[section];
  return (
    <fieldset className="flex min-w-0 gap-2 overflow-x-auto px-4.5 pt-0.5 pb-3 [scrollbar-width:none] md:px-5.5">
      <legend className="sr-only">{words("sections")}</legend>
      {shownSections
        .filter(
          (section) => always.includes(section) || section === chosen || itemsOf(day, section).length > 0,
        )
        .map((section) => (
          <button
            aria-pressed={section === chosen}
            className={cx(
              "min-h-11 shrink-0 rounded-full px-3.5 font-medium text-sub md:pointer-fine:min-h-8",
              section === chosen ? "bg-ink text-bg" : "bg-grade-d-soft text-grade-d hover:text-ink",
            )}
            key={section}
            onClick={() => onChoose(section)}
            type="button"
          >
            {words(`section.${section}`)}
            {countOf(section) > 0 && (
              <span className="ml-1.5 tabular-nums">{countText(countOf(section))}</span>
            )}
          </button>
        ))}
    </fieldset>
  );
}
