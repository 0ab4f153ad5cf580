"use client";

import type { Insights } from "@leadlift/services/insights/insights";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { useQueryStates } from "nuqs";
import { buttonClass } from "../../components/Button.tsx";
import { CardsSkeleton } from "../../components/CardsSkeleton.tsx";
import { Empty } from "../../components/Empty.tsx";
import { PeriodChoice } from "../../components/PeriodChoice.tsx";
import { dayText } from "../../format/month.ts";
import { countText } from "../../format/number.ts";
import { useTRPC } from "../../trpc/client.tsx";
import { PeriodPage } from "../shell/PeriodPage.tsx";
import { Unread } from "../shell/Unread.tsx";
import { useStepLabel } from "../shell/Workspace.tsx";
import { CapacityCard } from "./CapacityCard.tsx";
import { FunnelCard } from "./FunnelCard.tsx";
import { GradeCard } from "./GradeCard.tsx";
import { LiftCard } from "./LiftCard.tsx";
import { SourcesCard } from "./SourcesCard.tsx";
import { SpeedCard } from "./SpeedCard.tsx";
import { TimeCard } from "./TimeCard.tsx";
import { insightsDays, insightsLimits, insightsParsers } from "./view.ts";

/** What became of a period's enquiries, by what the score said, where they came from and how far they got. */
export function InsightsView({ today }: { today: string }) {
  const words = useTranslations("insights");
  const locale = useLocale();
  const trpc = useTRPC();
  const [view, setView] = useQueryStates(insightsParsers);
  const { data, error, isPlaceholderData, refetch } = useQuery({
    ...trpc.insights.page.queryOptions(insightsDays(view, today)),
    placeholderData: keepPreviousData,
  });
  if (!data)
    return error ? (
      <Unread again={words("tryAgain")} error={error} retry={() => void refetch()} title={words("unread")} />
    ) : (
      <CardsSkeleton />
    );
  return (
    <PeriodPage
      period={
        <PeriodChoice
          limits={insightsLimits(today)}
          onPeriod={(period) => void setView(period)}
          view={view}
        />
      }
      sub={words("sub", {
        leads: data.leads,
        from: dayText(data.from, locale, true),
        to: dayText(data.to, locale, true),
      })}
      title={words("title")}
      waiting={isPlaceholderData}
    >
      {data.leads === 0 ? <None /> : <Cards insights={data} />}
    </PeriodPage>
  );
}

function Cards({ insights }: { insights: Insights }) {
  const words = useTranslations("insights");
  const stepLabel = useStepLabel();
  const { target, leads, visit } = insights;
  const mature = insights.byGrade.reduce((sum, { reached }) => sum + reached.n, 0);
  const targeted = target && { ...insights, target: { ...target, label: stepLabel(target.step) } };
  return (
    <>
      <p className="text-ink2 text-sub">
        {!target
          ? words("noTarget")
          : mature === 0
            ? words("nothingMature", { days: target.horizonDays })
            : words("mature", {
                days: target.horizonDays,
                mature: countText(mature),
                leads: countText(leads),
              })}
      </p>
      <div className="grid grid-cols-1 items-start gap-3 xl:grid-cols-2">
        {targeted && mature > 0 && (
          <>
            <GradeCard insights={targeted} />
            <TimeCard insights={targeted} />
            <LiftCard insights={targeted} />
            <SpeedCard insights={targeted} />
          </>
        )}
        <FunnelCard rows={insights.funnel.map((row) => ({ ...row, label: stepLabel(row.step) }))} />
        <CapacityCard capacity={insights.capacity} />
      </div>
      <SourcesCard insights={{ ...insights, visit: visit && { ...visit, label: stepLabel(visit.step) } }} />
    </>
  );
}

function None() {
  const words = useTranslations("insights");
  return (
    <Empty
      action={
        <Link className={buttonClass("primary")} href="/import">
          {words("toImport")}
        </Link>
      }
      title={words("none")}
    >
      {words("noneWhy")}
    </Empty>
  );
}
