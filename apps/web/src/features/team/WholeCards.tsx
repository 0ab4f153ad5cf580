import type { TeamReport } from "@leadlift/services/team-report/team-report";
import { useTranslations } from "next-intl";
import { Tag } from "../../components/Tag.tsx";
import { countText, percentText } from "../../format/number.ts";
import { bestOf, hoursOf, standingTo } from "./team-words.ts";

/** The team as a whole, in four figures that each say of how many. */
export function WholeCards({ report }: { report: TeamReport }) {
  const words = useTranslations("team.whole");
  const duration = useDuration();
  const { whole, promiseMinutes, adoptionGoal } = report;
  const { firstReply, best, followUps, adoption } = whole;
  const top = bestOf(whole);
  const { followed } = adoption;
  const goal = percentText(adoptionGoal);
  return (
    <div className="grid gap-3 sm:grid-cols-2 xl:grid-cols-4">
      <Figure
        detail={
          firstReply.within.n === 0
            ? words("replyNone")
            : words("replyOf", {
                n: firstReply.within.n,
                minutes: promiseMinutes,
                median:
                  firstReply.medianMinutes === null
                    ? words("noMedian")
                    : words("median", { time: duration(firstReply.medianMinutes) }),
              })
        }
        extra={firstReply.unanswered > 0 && words("unanswered", { n: firstReply.unanswered })}
        name={words("reply")}
        share={firstReply.within.share}
      />
      <Figure
        detail={
          top.n === 0
            ? words("topNone")
            : words(best.days > 0 ? "topMornings" : "topOf", {
                hits: countText(top.hits),
                n: countText(top.n),
                days: best.days,
              })
        }
        name={words("top")}
        share={top.share}
      />
      <Figure
        detail={
          followUps.kept.n === 0
            ? words("followUpsNone")
            : words("followUpsOf", { hits: countText(followUps.kept.hits), n: countText(followUps.kept.n) })
        }
        extra={followUps.overdue > 0 && words("overdue", { n: followUps.overdue })}
        name={words("followUps")}
        share={followUps.kept.share}
      />
      <Figure
        detail={
          followed.low === null || followed.high === null
            ? words("adoptionNone", { goal })
            : words("adoptionOf", {
                hits: countText(followed.hits),
                n: countText(followed.n),
                low: percentText(followed.low),
                high: percentText(followed.high),
                goal,
              })
        }
        name={words("adoption")}
        share={followed.share}
        tag={
          followed.share !== null && (
            <Tag tone={standingTo(adoptionGoal, followed.share) === "met" ? "good" : "warn"}>
              {words(standingTo(adoptionGoal, followed.share) === "met" ? "met" : "below")}
            </Tag>
          )
        }
      />
    </div>
  );
}

/** Minutes in words: 4 min, 2 h 10 min. */
export function useDuration(): (minutes: number) => string {
  const words = useTranslations("team.people");
  return (minutes) =>
    Math.round(minutes) < 60
      ? words("minutes", { n: Math.round(minutes) })
      : words("hours", hoursOf(minutes));
}

interface FigureProps {
  name: string;
  share: number | null;
  detail: string;
  extra?: React.ReactNode;
  tag?: React.ReactNode;
}

function Figure({ name, share, detail, extra, tag }: FigureProps) {
  return (
    <section aria-label={name} className="rounded-[14px] border border-line bg-surface p-4">
      <h2 className="font-semibold text-ink2 text-sub">{name}</h2>
      <p className="flex items-center gap-2">
        <span className="font-bold text-[26px] tracking-[-.02em] tabular-nums">
          {share === null ? "–" : percentText(share)}
        </span>
        {tag}
      </p>
      <p className="text-ink2 text-sub">
        {detail} {extra && <span className="block text-neg">{extra}</span>}
      </p>
    </section>
  );
}
