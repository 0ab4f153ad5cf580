"use client";

import type { ModelPage } from "@leadlift/services/model/get-champion";
import { can } from "@leadlift/services/permissions";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { announce } from "../../components/announce.ts";
import { Button } from "../../components/Button.tsx";
import { Select } from "../../components/Field.tsx";
import { Progress } from "../../components/Progress.tsx";
import { counted, countText } from "../../format/number.ts";
import { useTRPC } from "../../trpc/client.tsx";
import { sentenceOf } from "../../trpc/query-client.ts";
import { useWorkspace } from "../shell/Workspace.tsx";
import { runText } from "./training-words.ts";

/** What happens now, and the button that makes something happen. */
export function TrainPanel({ page }: { page: ModelPage }) {
  const { role } = useWorkspace();
  const { current, scoring } = page;
  if (current) {
    return (
      <Progress
        detail={current.rows === null ? "" : counted(current.rows, "row")}
        label={runText(current)}
        value={current.status === "queued" ? null : current.progress}
      />
    );
  }
  if (scoring && (scoring.status === "queued" || scoring.status === "running")) {
    return (
      <Progress
        detail={`${countText(scoring.done)} of ${counted(scoring.total, "lead")}`}
        label="Scoring the open leads"
        value={scoring.total === 0 ? null : scoring.done / scoring.total}
      />
    );
  }
  if (!can(role, "model.train")) {
    return (
      <p className="text-ink2 text-sub">
        {page.champion
          ? "An administrator trains it again when more has become known."
          : "An administrator can train the model."}
      </p>
    );
  }
  return <TrainButton page={page} />;
}

function TrainButton({ page }: { page: ModelPage }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
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
          <Select
            id="target"
            label="What should the score predict?"
            onChange={(e) => setStep(e.target.value)}
            value={step}
          >
            {ready.map((candidate) => (
              <option key={candidate.step} value={candidate.step}>
                {candidate.label}
                {candidate.step === page.proposed?.step ? " (furthest with enough leads)" : ""}
              </option>
            ))}
          </Select>
          <p className="text-ink2 text-sub">This stays the target, so that scores keep their meaning.</p>
        </>
      )}
      {!possible && (
        <p className="text-ink2">
          There are not enough outcomes yet. Import leads with their outcome, or move leads along as you work
          them.
        </p>
      )}
      <Button
        disabled={!possible || train.isPending}
        kind="primary"
        onClick={() => train.mutate(page.target || !step ? {} : { step })}
      >
        {train.isPending ? "Starting…" : page.champion ? "Train again" : "Train the model"}
      </Button>
      {page.target && page.proposed && (
        <p className="text-ink2 text-sub">
          “{page.proposed.label}” now has enough leads to become the target. Nothing changes until it is
          chosen.
        </p>
      )}
    </div>
  );
}
