import type { TeamReport, WeekOfAdoption } from "@leadlift/services/team-report/team-report";
import { useLocale, useTranslations } from "next-intl";
import { Card } from "../../components/Card.tsx";
import { cx } from "../../components/class-names.ts";
import { dayText, mondayOf } from "../../format/month.ts";
import { countText, percentText } from "../../format/number.ts";
import { standingTo } from "./team-words.ts";

const tones = {
  met: "bg-grade-a-soft text-grade-a",
  near: "bg-grade-c-soft text-grade-c",
  far: "bg-neg-soft text-neg",
  few: "bg-grade-d-soft text-grade-d",
} as const;

/** Fewer say nothing about a habit. */
const leastCalls = 10;

/** Broker by week: the share of calls that followed the list, against the wish. */
export function AdoptionWeeks({ report }: { report: TeamReport }) {
  const words = useTranslations("team.weeks");
  const locale = useLocale();
  const { whole, members, adoptionGoal } = report;
  const weeks = whole.adoption.weeks.map(({ week }) => week);
  const people = members.filter(({ adoption }) => adoption.followed.n > 0);
  const rows = [
    ...people.map(({ userId, name, adoption }) => ({ key: userId, name, adoption })),
    { key: "all", name: words("all"), adoption: whole.adoption },
  ];
  return (
    <Card title={words("title")}>
      {weeks.length === 0 ? (
        <p className="text-ink2">{words("none")}</p>
      ) : (
        <>
          <p className="mb-2 text-ink2 text-sub">{words("sub", { goal: percentText(adoptionGoal) })}</p>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what is wider than the screen must scroll by keyboard too. */}
          <section aria-label={words("table")} className="relative overflow-x-auto" tabIndex={0}>
            <table className="text-center tabular-nums">
              <thead className="text-faint text-ink3">
                <tr>
                  <td className="sticky left-0 bg-surface" />
                  {weeks.map((week) => (
                    <th className="px-1.5 py-1.5 font-medium whitespace-nowrap" key={week} scope="col">
                      <span className="sr-only">
                        {words("week", { day: dayText(mondayOf(week), locale) })}
                      </span>
                      <span aria-hidden="true">{dayText(mondayOf(week), locale)}</span>
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {rows.map(({ key, name, adoption }) => (
                  <tr className={cx(key === "all" && "border-t font-semibold")} key={key}>
                    <th
                      className="sticky left-0 bg-surface py-1 pr-3 text-left font-normal whitespace-nowrap"
                      scope="row"
                    >
                      {name}
                    </th>
                    {weeks.map((week) => (
                      <Cell
                        goal={adoptionGoal}
                        key={week}
                        share={adoption.weeks.find((each) => each.week === week)?.followed}
                      />
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
          <p className="mt-2 text-faint text-ink3">{words("key", { least: leastCalls })}</p>
        </>
      )}
    </Card>
  );
}

function Cell({ share, goal }: { share: WeekOfAdoption["followed"] | undefined; goal: number }) {
  if (!share || share.share === null) return <td className="px-1.5 py-1 text-ink3">–</td>;
  return (
    <td className="p-0.5">
      <span
        className={cx(
          "block min-w-14 rounded-md px-1.5 py-1 whitespace-nowrap",
          share.n < leastCalls ? tones.few : tones[standingTo(goal, share.share)],
        )}
      >
        {percentText(share.share)}
        <span className="block text-faint leading-tight">n = {countText(share.n)}</span>
      </span>
    </td>
  );
}
