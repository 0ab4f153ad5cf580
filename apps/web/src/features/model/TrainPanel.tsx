"use client";

import type { ModelPage } from "@leadlift/services/model/get-champion";
import { can } from "@leadlift/services/permissions";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { announce } from "../../components/announce.ts";
import { Button } from "../../components/Button.tsx";
import { Select } from "../../components/Field.tsx";
import { Progress } from "../../components/Progress.tsx";
import { countText } from "../../format/number.ts";
import { useTRPC } from "../../trpc/client.tsx";
import { sentenceOf } from "../../trpc/query-client.ts";
import { useStepLabel, useWorkspace } from "../shell/Workspace.tsx";
import { runState } from "./training-words.ts";

/** What happens now, and the button that makes something happen. */
export function TrainPanel({ page }: { page: ModelPage }) {
  const words = useTranslations("model.train");
  const runs = useTranslations("model.runs");
  const { role } = useWorkspace();
  const { current, scoring } = page;
  if (current) {
    return (
      <Progress
        detail={current.rows === null ? "" : runs("rows", { n: current.rows })}
        label={runs(runState(current))}
        value={current.status === "queued" ? null : current.progress}
      />
    );
  }
  if (scoring && (scoring.status === "queued" || scoring.status === "running")) {
    return (
      <Progress
        detail={words("done", { done: countText(scoring.done), total: scoring.total })}
        label={words("scoring")}
        value={scoring.total === 0 ? null : scoring.done / scoring.total}
      />
    );
  }
  if (!can(role, "model.train")) {
    return <p className="text-ink2 text-sub">{words(page.champion ? "adminAgain" : "admin")}</p>;
  }
  return <TrainButton page={page} />;
}

function TrainButton({ page }: { page: ModelPage }) {
  const words = useTranslations("model.train");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const stepLabel = useStepLabel();
  const [step, setStep] = useState(page.proposed?.step ?? "");
  const train = useMutation(
    trpc.model.train.mutationOptions({
      onSuccess: () => queries.invalidateQueries(trpc.model.page.pathFilter()),
      onError: (error) => announce(sentenceOf(error), { tone: "bad" }),
    }),
  );
  const ready = page.steps.filter((candidate) => candidate.ready);
  const target = page.target && page.steps.find((candidate) => candidate.step === page.target?.step);
  const possible = page.target ? target?.ready === true : ready.length > 0;
  return (
    <div className="flex flex-col gap-3">
      {!page.target && ready.length > 0 && (
        <>
          <Select id="target" label={words("predict")} onChange={(e) => setStep(e.target.value)} value={step}>
            {ready.map((candidate) => (
              <option key={candidate.step} value={candidate.step}>
                {candidate.step === page.proposed?.step
                  ? words("furthest", { step: stepLabel(candidate.step) })
                  : stepLabel(candidate.step)}
              </option>
            ))}
          </Select>
          <p className="text-ink2 text-sub">{words("stays")}</p>
        </>
      )}
      {!possible && <p className="text-ink2">{words("tooFew")}</p>}
      <Button
        disabled={!possible || train.isPending}
        kind="primary"
        onClick={() => train.mutate(page.target || !step ? {} : { step })}
      >
        {words(train.isPending ? "starting" : page.champion ? "again" : "first")}
      </Button>
      {page.target && page.proposed && (
        <p className="text-ink2 text-sub">{words("proposed", { step: stepLabel(page.proposed.step) })}</p>
      )}
    </div>
  );
}
