"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useTRPC } from "../../trpc/client.tsx";
import { useStepLabel } from "../shell/Workspace.tsx";
import { learningText } from "./LearningCard.tsx";

/** Above a list that rules have ranked: that they have, and what a model still needs. Nothing where a model scores. */
export function RulesBanner() {
  const trpc = useTRPC();
  const words = useTranslations("scorecard");
  const { data } = useQuery({ ...trpc.scorecard.standing.queryOptions(), staleTime: 60_000 });
  const stepLabel = useStepLabel();
  if (!data?.learning) return null;
  const learning = { ...data.learning, label: stepLabel(data.learning.step) };
  return (
    <section
      aria-label={words("byRules")}
      className="mx-4.5 mt-3 flex flex-wrap items-center gap-x-4 gap-y-1 rounded-[11px] bg-accent-soft px-3.5 py-2 text-sub md:mx-5.5"
    >
      <p className="min-w-0 flex-[1_1_320px]">
        <b className="font-semibold">{words(data.by === "rules" ? "byRules" : "noneScores")}.</b>{" "}
        {learningText(learning, words)}
      </p>
      <span className="flex gap-4">
        <Link
          className="inline-flex min-h-11 items-center font-semibold text-accent underline underline-offset-3 md:pointer-fine:min-h-7"
          href="/scorecard"
        >
          {words("toRules")}
        </Link>
        <Link
          className="inline-flex min-h-11 items-center font-semibold text-accent underline underline-offset-3 md:pointer-fine:min-h-7"
          href="/model"
        >
          {words(learning.missing === 0 ? "toModel" : "toModelPage")}
        </Link>
      </span>
    </section>
  );
}
