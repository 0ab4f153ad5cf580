"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { useQueryStates } from "nuqs";
import { useState } from "react";
import { Button, buttonClass } from "../../components/Button.tsx";
import { CardsSkeleton } from "../../components/CardsSkeleton.tsx";
import { Empty } from "../../components/Empty.tsx";
import { Select } from "../../components/Field.tsx";
import { PeriodChoice } from "../../components/PeriodChoice.tsx";
import { dayText } from "../../format/month.ts";
import { useTRPC } from "../../trpc/client.tsx";
import { PeriodPage } from "../shell/PeriodPage.tsx";
import { Unread } from "../shell/Unread.tsx";
import { AdoptionWeeks } from "./AdoptionWeeks.tsx";
import { LeaveCard } from "./LeaveCard.tsx";
import { type Moved, MovedNote } from "./MovedNote.tsx";
import { PeopleCard } from "./PeopleCard.tsx";
import { reportInput, teamLimits, teamParsers } from "./view.ts";
import { WholeCards } from "./WholeCards.tsx";

const ReassignSheet = dynamic(() =>
  import("./ReassignSheet.tsx").then(({ ReassignSheet: Loaded }) => Loaded),
);

/** Who works the good leads in time, who needs help, and moving leads between them. */
export function TeamView({ today }: { today: string }) {
  const words = useTranslations("team");
  const locale = useLocale();
  const trpc = useTRPC();
  const [view, setView] = useQueryStates(teamParsers);
  /** whose leads to move; empty: nobody said yet; null: not asked */
  const [moving, setMoving] = useState<string | null>(null);
  const [moved, setMoved] = useState<Moved | null>(null);
  const { data, error, isPlaceholderData, refetch } = useQuery({
    ...trpc.team.report.queryOptions(reportInput(view, today)),
    placeholderData: keepPreviousData,
  });
  if (!data)
    return error ? (
      <Unread again={words("tryAgain")} error={error} retry={() => void refetch()} title={words("unread")} />
    ) : (
      <CardsSkeleton />
    );
  if (data.members.length === 0 && view.team === "") return <Nobody />;
  return (
    <>
      <PeriodPage
        action={
          <Button className="shrink-0" onClick={() => setMoving("")}>
            {words("bulk.title")}
          </Button>
        }
        period={
          <>
            <PeriodChoice
              limits={teamLimits(today)}
              onPeriod={(period) => void setView(period)}
              view={view}
            />
            {data.teams.length > 0 && (
              <Select
                id="team"
                label={words("period.team")}
                onChange={(event) => void setView({ team: event.target.value || null })}
                silent
                value={view.team}
              >
                <option value="">{words("period.all")}</option>
                {data.teams.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </Select>
            )}
          </>
        }
        sub={words("sub", { from: dayText(data.from, locale), to: dayText(data.to, locale, true) })}
        title={words("title")}
        waiting={isPlaceholderData}
      >
        {moved && <MovedNote moved={moved} onDone={() => setMoved(null)} />}
        <WholeCards report={data} />
        <PeopleCard onReassign={setMoving} report={data} />
        <AdoptionWeeks report={data} />
        <LeaveCard members={data.members} />
      </PeriodPage>
      {moving !== null && (
        <ReassignSheet
          from={moving}
          members={data.members}
          onClose={() => setMoving(null)}
          onMoved={setMoved}
        />
      )}
    </>
  );
}

function Nobody() {
  const words = useTranslations("team");
  return (
    <Empty
      action={
        <Link className={buttonClass("primary")} href="/members">
          {words("toMembers")}
        </Link>
      }
      heading="h1"
      title={words("nobody")}
    >
      {words("nobodyWhy")}
    </Empty>
  );
}
