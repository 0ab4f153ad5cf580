"use client";

import type { ModelPage } from "@leadlift/services/model/get-champion";
import { useSuspenseQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { announce } from "../../components/announce.ts";
import { Card } from "../../components/Card.tsx";
import { cx } from "../../components/class-names.ts";
import { useTRPC } from "../../trpc/client.tsx";
import { Moment } from "../shell/Moment.tsx";
import { PageTop } from "../shell/PageTop.tsx";
import { useStepLabel } from "../shell/Workspace.tsx";
import { ChampionReport } from "./ChampionReport.tsx";
import { ColumnChoices } from "./ColumnChoices.tsx";
import { ColumnNotes } from "./ColumnNotes.tsx";
import { RunList } from "./RunList.tsx";
import { StepCounts } from "./StepCounts.tsx";
import { TrainPanel } from "./TrainPanel.tsx";

export function ModelView() {
  const trpc = useTRPC();
  const stepLabel = useStepLabel();
  const words = useTranslations("model");
  const rules = useTranslations("scorecard");
  const { data: page } = useSuspenseQuery({
    ...trpc.model.page.queryOptions(),
    refetchInterval: ({ state }) => (state.data && isBusy(state.data) ? 1000 : false),
  });
  useOutcomeOfRun(page);
  const { champion } = page;
  return (
    <>
      <PageTop
        sub={
          champion ? (
            words.rich("version", {
              version: champion.version,
              at: () => <Moment as="exact" at={champion.promotedAt ?? champion.createdAt} />,
            })
          ) : (
            <>
              {rules("noModel")}{" "}
              <Link className="text-accent underline underline-offset-3" href="/scorecard">
                {rules("toRules")}
              </Link>
            </>
          )
        }
        title={words("title")}
      />
      <div className="grid grid-cols-1 items-start gap-3 px-4.5 pb-6 md:px-5.5 xl:grid-cols-[minmax(0,1fr)_380px]">
        <div className="flex min-w-0 flex-col gap-3">
          {champion && (
            <ChampionReport base={page.base} champion={champion} step={stepLabel(champion.targetStep)} />
          )}
          {!champion && (
            <Card title={words("learnFrom")}>
              <StepCounts steps={page.steps} target={page.target?.step ?? null} />
            </Card>
          )}
        </div>
        <div
          className={cx("flex min-w-0 flex-col gap-3", (!champion || isBusy(page)) && "max-xl:order-first")}
        >
          <Card
            title={
              page.target
                ? words("target", { step: stepLabel(page.target.step), days: page.target.horizonDays })
                : words("training")
            }
          >
            <TrainPanel key={page.proposed?.step} page={page} />
            <ColumnChoices columns={page.columns} />
          </Card>
          {champion && (
            <ColumnNotes
              columns={champion.report.columns}
              except={new Set(page.columns.doubted.map(({ label }) => label))}
            />
          )}
          {champion && (
            <Card title={words("learnFrom")}>
              <StepCounts steps={page.steps} target={page.target?.step ?? null} />
            </Card>
          )}
          {page.runs.length > 0 && (
            <Card title={words("lastRuns")}>
              <RunList runs={page.runs} />
            </Card>
          )}
        </div>
      </div>
    </>
  );
}

function isBusy(page: ModelPage): boolean {
  return page.current !== null || page.scoring?.status === "queued" || page.scoring?.status === "running";
}

/** Says how a run ended when it ends while someone watches. */
function useOutcomeOfRun(page: ModelPage): void {
  const words = useTranslations("model");
  const watched = useRef<string | null>(null);
  useEffect(() => {
    if (page.current) {
      watched.current = page.current.id;
      return;
    }
    const ended = page.runs.find(({ id }) => id === watched.current);
    watched.current = null;
    if (ended?.status === "failed") announce(ended.error ?? words("notTrained"), { tone: "bad" });
    if (ended?.status === "done") announce(ended.error ?? words("trained"));
  }, [page, words]);
}
