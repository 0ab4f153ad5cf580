"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "../../trpc/client.tsx";
import { PageTop } from "../shell/PageTop.tsx";
import { BoardCard } from "./BoardCard.tsx";
import { GradesCard } from "./GradesCard.tsx";
import { HandOutCard } from "./HandOutCard.tsx";
import { HolidaysCard } from "./HolidaysCard.tsx";
import { HoursCard } from "./HoursCard.tsx";
import { LadderCard } from "./LadderCard.tsx";
import { SampleCard } from "./SampleCard.tsx";
import { TargetCard } from "./TargetCard.tsx";
import { VisitorsCard } from "./VisitorsCard.tsx";
import { WorkCard } from "./WorkCard.tsx";

/** What an organisation works by. A card begins anew with what is stored, also when somebody else changed it. */
export function SettingsView({ year }: { year: number }) {
  const words = useTranslations("settings");
  const trpc = useTRPC();
  const { data: settings } = useSuspenseQuery(trpc.organisation.get.queryOptions());
  const { name, firstReplyMinutes, dailyLeads, ladder, targetStep, horizonDays, cutoffs } = settings;
  const { businessHours, holidays, handOut, boardOpen, visitorDays, sample } = settings;
  return (
    <div className="max-w-5xl">
      <PageTop sub={words("sub", { organisation: name })} title={words("title")} />
      <div className="grid grid-cols-1 items-start gap-3 px-4.5 pb-6 md:px-5.5 lg:grid-cols-2">
        <div className="flex flex-col gap-3">
          {sample && <SampleCard />}
          <WorkCard key={`${name} ${firstReplyMinutes} ${dailyLeads}`} settings={settings} />
          <HoursCard hours={businessHours} key={`hours ${JSON.stringify(businessHours)}`} />
          <HandOutCard handOut={handOut} />
          <BoardCard open={boardOpen} />
          <VisitorsCard days={visitorDays} key={`visitors ${visitorDays}`} />
        </div>
        <div className="flex flex-col gap-3">
          <LadderCard key={`ladder ${JSON.stringify(ladder)}`} ladder={ladder} targetStep={targetStep} />
          <TargetCard key={`target ${targetStep} ${horizonDays}`} settings={settings} />
          <GradesCard cutoffs={cutoffs} key={`grades ${JSON.stringify(cutoffs)}`} />
          <HolidaysCard holidays={holidays} key={`holidays ${JSON.stringify(holidays)}`} year={year} />
        </div>
      </div>
    </div>
  );
}
