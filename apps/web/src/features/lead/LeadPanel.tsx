"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { lazy, Suspense } from "react";
import { buttonClass } from "../../components/Button.tsx";
import { useTRPC } from "../../trpc/client.tsx";
import { sentenceOf } from "../../trpc/query-client.ts";
import type { ActView } from "../act/act-view.ts";
import { Ladder } from "../outcome/Ladder.tsx";
import { Reasons } from "../score/Reasons.tsx";
import { ScoreHead } from "../score/ScoreHead.tsx";
import { Contact } from "./Contact.tsx";
import { leadQuery, useFollowedLead } from "./lead-query.ts";
import { isNobodys } from "./lead-words.ts";
import { MergedAway } from "./MergedNote.tsx";
import { NextQuestion } from "./NextQuestion.tsx";
import { NextStep } from "./NextStep.tsx";
import { PanelSkeleton } from "./PanelSkeleton.tsx";
import { StatusTag } from "./StatusTag.tsx";
import { Timeline } from "./Timeline.tsx";
import { useLeadWords } from "./use-lead-words.ts";

const NobodyYet = lazy(() => import("./NobodyYet.tsx").then((module) => ({ default: module.NobodyYet })));

/** A lead beside the list: why, and what to do. */
interface LeadPanelProps {
  leadId: string;
  href: string;
  onAct?(view: ActView): void;
}

export function LeadPanel({ leadId, href, onAct }: LeadPanelProps) {
  const trpc = useTRPC();
  const { words, nameOf, subLine } = useLeadWords();
  const outcomeWords = useTranslations("outcome");
  const { data: lead, error } = useQuery(leadQuery(trpc, leadId));
  useFollowedLead(lead);
  if (error) return <p className="p-5 text-ink2">{sentenceOf(error)}</p>;
  if (!lead) return <PanelSkeleton />;
  const name = nameOf(lead);
  return (
    <div className="flex flex-col gap-4 p-5">
      <div>
        <div className="flex items-start justify-between gap-3">
          <h2 className="min-w-0 font-semibold text-[18px] leading-snug">{name}</h2>
          <StatusTag lead={lead} />
        </div>
        <p className="text-ink2 text-sub">{subLine(lead, "full")}</p>
      </div>
      {lead.mergedInto && <MergedAway into={lead.mergedInto.leadId} />}
      {isNobodys(lead) && (
        <Suspense>
          <NobodyYet key={`${lead.id} ${lead.version}`} leadId={lead.id} name={name} />
        </Suspense>
      )}
      <ScoreHead lead={lead} />
      <NextStep lead={lead} name={name} {...(onAct && { onAct })} />
      <NextQuestion lead={lead} />
      <Contact lead={lead} />
      {lead.reasons && lead.score !== null && <Reasons reasons={lead.reasons} score={lead.score} />}
      <section aria-labelledby="panel-ladder">
        <h3 className="mb-2 font-semibold text-ink2 text-sub" id="panel-ladder">
          {outcomeWords("title")}
        </h3>
        <Ladder lead={lead} />
      </section>
      <section aria-labelledby="panel-timeline">
        <h3 className="mb-2 font-semibold text-ink2 text-sub" id="panel-timeline">
          {words("timeline.title")}
        </h3>
        <Timeline leadId={leadId} shown={5} />
      </section>
      <Link className={buttonClass("secondary")} href={href} prefetch={false}>
        {words("view.whole")}
      </Link>
    </div>
  );
}
