import type { Today, TodaySection } from "@leadlift/services/today/today";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Button, buttonClass } from "../../components/Button.tsx";
import { Empty } from "../../components/Empty.tsx";

interface TodayEmptyProps {
  day: Today;
  section: TodaySection;
  onChoose(section: TodaySection): void;
}

/** Why there is nothing, and the one thing to do instead. */
export function TodayEmpty({ day, section, onChoose }: TodayEmptyProps) {
  const words = useTranslations("today");
  const { why } = day;
  if (section !== "next" || why === null) {
    return (
      <Empty
        action={
          section !== "next" && <Button onClick={() => onChoose("next")}>{words("empty.sectionStep")}</Button>
        }
        title={words("empty.section")}
      >
        {words("empty.sectionWhy", { section })}
      </Empty>
    );
  }
  const step = words(`empty.${why.code}Step`);
  const elsewhere =
    why.code === "no_leads"
      ? "/leads?owner=none"
      : why.code === "capacity_reached"
        ? "/leads?owner=me"
        : null;
  const sentence =
    why.code === "no_leads"
      ? words("empty.no_leadsWhy")
      : why.code === "all_done"
        ? words("empty.all_doneWhy", { count: why.done })
        : why.code === "capacity_reached"
          ? words("empty.capacity_reachedWhy", { capacity: why.capacity, left: why.left })
          : words("empty.all_waitingWhy", { waiting: why.waiting, snoozed: why.snoozed });
  return (
    <Empty
      action={
        elsewhere ? (
          <Link className={buttonClass("primary")} href={elsewhere}>
            {step}
          </Link>
        ) : (
          <Button onClick={() => onChoose("waiting")}>{step}</Button>
        )
      }
      title={words(`empty.${why.code}`)}
    >
      {sentence}
    </Empty>
  );
}
