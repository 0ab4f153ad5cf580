"use client";

import type { Learning } from "@leadlift/services/scorecard/learning";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { buttonClass } from "../../components/Button.tsx";
import { Card } from "../../components/Card.tsx";
import { useTRPC } from "../../trpc/client.tsx";
import { useStepLabel } from "../shell/Workspace.tsx";

/** How many outcomes of each kind there are of those that a first training needs; nothing where a model scores. */
export function LearningCard() {
  const trpc = useTRPC();
  const words = useTranslations("scorecard");
  const stepLabel = useStepLabel();
  const { data } = useQuery(trpc.scorecard.standing.queryOptions());
  if (!data?.learning) return null;
  const learning = { ...data.learning, label: stepLabel(data.learning.step) };
  const { step, missing, reached, notReached, least, label } = learning;
  return (
    <Card title={words("learning")}>
      <p>{learningText(learning, words)}</p>
      <div className="mt-3 flex flex-col gap-2">
        <Meter count={reached} label={words("yes", { step: label })} least={least} />
        <Meter count={notReached} label={words("no")} least={least} />
      </div>
      <Link className={buttonClass(missing === 0 ? "primary" : "secondary", "mt-3")} href="/model" key={step}>
        {words(missing === 0 ? "toModel" : "toModelPage")}
      </Link>
    </Card>
  );
}

type Words = ReturnType<typeof useTranslations<"scorecard">>;

export function learningText({ missing, label, reached, notReached, least }: Learning, words: Words): string {
  if (missing === 0) return words("ready", { step: label });
  return words("missing", {
    missing,
    step: label,
    least,
    reached: Math.min(reached, least),
    notReached: Math.min(notReached, least),
  });
}

function Meter({ count, least, label }: { count: number; least: number; label: string }) {
  const words = useTranslations("scorecard");
  const of = words("of", { count: Math.min(count, least), least });
  return (
    <div className="text-sub">
      <div className="flex justify-between gap-3">
        <span>{label}</span>
        <span className="text-ink2 tabular-nums">{of}</span>
      </div>
      <div aria-hidden="true" className="mt-0.5 h-2 overflow-hidden rounded bg-grade-d-soft">
        <div className="h-2 rounded bg-grade-b" style={{ width: `${Math.min(1, count / least) * 100}%` }} />
      </div>
    </div>
  );
}
