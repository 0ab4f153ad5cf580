"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { lazy, Suspense, useState } from "react";
import { Card } from "../../components/Card.tsx";
import { useTRPC } from "../../trpc/client.tsx";
import type { ActView } from "../act/act-view.ts";
import { useOfferedLead } from "../command/current-lead.ts";
import { Ladder } from "../outcome/Ladder.tsx";
import { Reasons } from "../score/Reasons.tsx";
import { ScoreHead } from "../score/ScoreHead.tsx";
import { useStepLabel } from "../shell/Workspace.tsx";
import { useListKeys } from "../today/use-list-keys.ts";
import { ActingSheet } from "./ActingSheet.tsx";
import { Consents } from "./Consents.tsx";
import { Contact } from "./Contact.tsx";
import { ContactButtons } from "./ContactButtons.tsx";
import { History } from "./History.tsx";
import { Known } from "./Known.tsx";
import { ListingAsked } from "./ListingAsked.tsx";
import { leadQuery, useFollowedLead } from "./lead-query.ts";
import { isNobodys } from "./lead-words.ts";
import { MergedAway, MergedNote } from "./MergedNote.tsx";
import { Neighbours } from "./Neighbours.tsx";
import { NextQuestion } from "./NextQuestion.tsx";
import { NextStep } from "./NextStep.tsx";
import { Siblings } from "./Siblings.tsx";
import { StatusTag } from "./StatusTag.tsx";
import { Timeline } from "./Timeline.tsx";
import { useActing } from "./use-acting.ts";
import { useLeadWords } from "./use-lead-words.ts";

const KeysSheet = lazy(() => import("./KeysSheet.tsx").then((module) => ({ default: module.KeysSheet })));

const NobodyYet = lazy(() => import("./NobodyYet.tsx").then((module) => ({ default: module.NobodyYet })));

/** One lead: why this score, and what to do. `cameFrom`: the merged lead by whose address it was opened. */
export function LeadView({ leadId, cameFrom }: { leadId: string; cameFrom: string | null }) {
  const trpc = useTRPC();
  const { words, nameOf, subLine } = useLeadWords();
  const scoreWords = useTranslations("score");
  const outcomeWords = useTranslations("outcome");
  const stepLabel = useStepLabel();
  const { data: lead } = useSuspenseQuery(leadQuery(trpc, leadId));
  useFollowedLead(lead);
  const name = nameOf(lead);
  const acting = useActing();
  const ask = (view: ActView) => acting.ask({ id: leadId, name }, view);
  useOfferedLead({ id: leadId, name }, ask);
  useListKeys({
    e: () => ask("called"),
    s: () => ask("snooze"),
    a: () => ask("reassign"),
    n: () => ask("note"),
    "?": () => setHelping(true),
  });
  const [helping, setHelping] = useState(false);
  return (
    <div className="mx-auto max-w-5xl px-4.5 pb-6 max-md:pb-24 md:px-5.5">
      <Neighbours leadId={leadId} />
      {cameFrom && <MergedNote lead={lead} mergedId={cameFrom} />}
      {lead.mergedInto && <MergedAway into={lead.mergedInto.leadId} />}
      <header className="mb-3 flex items-start justify-between gap-3">
        <div className="min-w-0">
          <h1 className="font-bold text-title tracking-[-.02em]">{name}</h1>
          <p className="text-ink2 text-sub">{subLine(lead, "full")}</p>
        </div>
        <StatusTag lead={lead} />
      </header>
      {isNobodys(lead) && (
        <div className="mb-3">
          <Suspense>
            <NobodyYet key={lead.version} leadId={leadId} name={name} />
          </Suspense>
        </div>
      )}
      <div className="grid grid-cols-1 items-start gap-3 lg:grid-cols-[minmax(0,1fr)_360px]">
        <div className="flex min-w-0 flex-col gap-3">
          <Card>
            <ScoreHead lead={lead} />
          </Card>
          <NextStep lead={lead} name={name} onAct={ask} />
          <NextQuestion lead={lead} />
          {lead.reasons && lead.score !== null && (
            <Card>
              <Reasons reasons={lead.reasons} score={lead.score} />
              {lead.scoredBy && (
                <p className="mt-3 text-faint text-ink3">
                  {scoreWords("predicts", {
                    step: stepLabel(lead.scoredBy.targetStep),
                    days: lead.scoredBy.horizonDays,
                    version: lead.scoredBy.version,
                  })}
                </p>
              )}
              {lead.scorecardVersion !== null && (
                <p className="mt-3 text-faint text-ink3">
                  {scoreWords("byRules", { version: lead.scorecardVersion })}
                </p>
              )}
            </Card>
          )}
          <Card title={outcomeWords("title")}>
            <Ladder lead={lead} />
          </Card>
          <History leadId={leadId} />
        </div>
        <div className="flex min-w-0 flex-col gap-3">
          <Card title={words("contact.title")}>
            <Contact lead={lead} />
          </Card>
          <Card title={words("timeline.title")}>
            <Timeline leadId={leadId} shown={12} />
          </Card>
          <ListingAsked lead={lead} />
          <Known lead={lead} />
          <Consents leadId={leadId} />
          <Siblings lead={lead} />
        </div>
      </div>
      {lead.phone !== null && (
        <div
          data-contact-bar
          className="fixed inset-x-0 bottom-[calc(66px+env(safe-area-inset-bottom))] z-10 border-t bg-surface px-4.5 py-2.5 md:hidden"
        >
          <ContactButtons lead={lead} name={name} />
        </div>
      )}
      <ActingSheet acting={acting} />
      {helping && (
        <Suspense>
          <KeysSheet onClose={() => setHelping(false)} />
        </Suspense>
      )}
    </div>
  );
}
