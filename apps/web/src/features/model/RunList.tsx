"use client";

import type { TrainingRunView } from "@leadlift/services/model/training-run";
import { useTranslations } from "next-intl";
import { Tag } from "../../components/Tag.tsx";
import { Moment } from "../shell/Moment.tsx";
import { useStepLabel } from "../shell/Workspace.tsx";
import { runState } from "./training-words.ts";

export function RunList({ runs }: { runs: readonly TrainingRunView[] }) {
  const words = useTranslations("model.runs");
  const stepLabel = useStepLabel();
  return (
    <ul>
      {runs.slice(0, 8).map((run) => (
        <li className="border-b py-2 last:border-0 last:pb-0" key={run.id}>
          <div className="flex items-center justify-between gap-3">
            <span>
              {stepLabel(run.targetStep)}
              {run.rows !== null && (
                <span className="text-ink2 text-sub"> · {words("rows", { n: run.rows })}</span>
              )}
            </span>
            <span className="flex items-center gap-2 text-faint text-ink3">
              <Moment at={run.createdAt} />
              <Tag tone={toneOf(run)}>
                {run.status === "done" && run.error
                  ? words("notPublished")
                  : words(runState(run)).toLowerCase()}
              </Tag>
            </span>
          </div>
          {run.error && <p className="mt-0.5 text-ink2 text-sub">{run.error}</p>}
        </li>
      ))}
    </ul>
  );
}

function toneOf(run: TrainingRunView): "good" | "bad" | "warn" | "accent" {
  if (run.status === "failed") return "bad";
  if (run.status === "done") return run.error ? "warn" : "good";
  return "accent";
}
