"use client";

import { can } from "@leadlift/services/permissions";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useQueryStates } from "nuqs";
import { useRef } from "react";
import { buttonClass } from "../../components/Button.tsx";
import { CardsSkeleton } from "../../components/CardsSkeleton.tsx";
import { cx } from "../../components/class-names.ts";
import { Empty } from "../../components/Empty.tsx";
import { useTRPC } from "../../trpc/client.tsx";
import { PageTop } from "../shell/PageTop.tsx";
import { Unread } from "../shell/Unread.tsx";
import { useWorkspace } from "../shell/Workspace.tsx";
import { EventSources } from "./EventSources.tsx";
import { EventsCard } from "./EventsCard.tsx";
import { FieldsCard } from "./FieldsCard.tsx";
import { SourcesCard } from "./SourcesCard.tsx";
import { SuspectsCard } from "./SuspectsCard.tsx";
import { TrendCard } from "./TrendCard.tsx";
import { TwinsCard } from "./TwinsCard.tsx";
import { qualityParsers } from "./view.ts";

/** Can the data be trusted: what is missing, from whom, and how events come in. */
export function QualityView() {
  const words = useTranslations("quality");
  const trpc = useTRPC();
  const fields = useRef<HTMLDivElement>(null);
  const [{ days, source }, setView] = useQueryStates(qualityParsers);
  const { data, error, isPlaceholderData, refetch } = useQuery({
    ...trpc.quality.summary.queryOptions({ days }),
    placeholderData: keepPreviousData,
  });
  if (!data)
    return error ? (
      <Unread again={words("again")} error={error} retry={() => void refetch()} title={words("unread")} />
    ) : (
      <CardsSkeleton />
    );
  const choose = (chosen: string) => void setView({ source: chosen || null });
  const { completeness, events } = data;
  const { leads } = completeness.total;
  if (leads === 0 && events.total.received === 0) return <NothingYet />;
  return (
    <>
      <PageTop sub={words("sub", { n: leads })} title={words("title")} />
      <div className="grid grid-cols-1 items-start gap-3 px-4.5 pb-6 md:px-5.5 xl:grid-cols-[minmax(0,1fr)_420px]">
        <div className="flex min-w-0 flex-col gap-3">
          <div className="scroll-mt-3" ref={fields}>
            <FieldsCard completeness={completeness} onSource={choose} source={source} />
          </div>
          <SourcesCard
            completeness={completeness}
            onSource={(chosen) => {
              choose(chosen);
              // What was asked for stands above, on a phone out of sight.
              if (chosen) fields.current?.scrollIntoView();
            }}
            source={source}
          />
          <SuspectsCard days={days} keptDays={data.visitors.keptDays} />
        </div>
        <div
          aria-busy={isPlaceholderData}
          className={cx("flex min-w-0 flex-col gap-3", isPlaceholderData && "opacity-60")}
        >
          <TrendCard happened={data.happened} />
          <EventsCard
            days={days}
            events={events}
            onDays={(chosen) => void setView({ days: chosen })}
            visitors={data.visitors}
          />
          {events.sources.length > 0 && <EventSources sources={events.sources} />}
          <TwinsCard people={data.people} />
        </div>
      </div>
    </>
  );
}

function NothingYet() {
  const words = useTranslations("quality");
  const { role } = useWorkspace();
  return (
    <Empty
      action={
        can(role, "import.run") && (
          <Link className={buttonClass("primary")} href="/import">
            {words("import")}
          </Link>
        )
      }
      heading="h1"
      title={words("nothing")}
    >
      {words("nothingWhy")}
    </Empty>
  );
}
