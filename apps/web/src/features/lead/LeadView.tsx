"use client";

import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { Card } from "../../components/Card.tsx";
import { countText } from "../../format/number.ts";
import { useTRPC } from "../../trpc/client.tsx";
import { Ladder } from "../outcome/Ladder.tsx";
import { Reasons } from "../score/Reasons.tsx";
import { ScoreHead } from "../score/ScoreHead.tsx";
import { ScoreHistory } from "../score/ScoreHistory.tsx";
import { Moment } from "../shell/Moment.tsx";
import { useStepLabel, useWorkspace } from "../shell/Workspace.tsx";
import { Contact } from "./Contact.tsx";
import { ContactButtons } from "./ContactButtons.tsx";
import { nameOf, sentenceCase, subLine } from "./lead-words.ts";
import { Neighbours } from "./Neighbours.tsx";
import { Siblings } from "./Siblings.tsx";
import { StatusTag } from "./StatusTag.tsx";
import { Timeline } from "./Timeline.tsx";

/** One lead: why this score, and what to do. */
export function LeadView({ leadId }: { leadId: string }) {
  const trpc = useTRPC();
  const { currency } = useWorkspace();
  const stepLabel = useStepLabel();
  const { data: lead } = useSuspenseQuery(trpc.lead.get.queryOptions({ leadId }));
  const history = useQuery(trpc.lead.scoreHistory.queryOptions({ leadId })).data;
  const name = nameOf(lead);
  return (
    <div className="mx-auto max-w-5xl px-4.5 pb-6 max-md:pb-24 md:px-5.5">
      <Neighbours leadId={leadId} />
      <header className="mb-3 flex items-start justify-between gap-3">
        <div className="min-w-0">
          <h1 className="font-bold text-title tracking-[-.02em]">{name}</h1>
          <p className="text-ink2 text-sub">{subLine(lead, currency, "full")}</p>
        </div>
        <StatusTag lead={lead} />
      </header>
      <div className="grid items-start gap-3 lg:grid-cols-[minmax(0,1fr)_360px]">
        <div className="flex min-w-0 flex-col gap-3">
          <Card>
            <ScoreHead lead={lead} />
            {lead.reasons && lead.score !== null && (
              <div className="mt-4">
                <Reasons reasons={lead.reasons} score={lead.score} />
              </div>
            )}
            {lead.scoredBy && lead.state === "scored" && (
              <p className="mt-3 text-faint text-ink3">
                Predicts “{stepLabel(lead.scoredBy.targetStep)}” within {lead.scoredBy.horizonDays} days ·
                model version {lead.scoredBy.version} · 50 is your average lead; ten points double the odds
              </p>
            )}
          </Card>
          <Card title="How far it has come">
            <Ladder lead={lead} />
          </Card>
          <Card title="Score over time">
            {history ? (
              <ScoreHistory points={history} />
            ) : (
              <div aria-hidden="true" className="skeleton h-40" />
            )}
          </Card>
        </div>
        <div className="flex min-w-0 flex-col gap-3">
          <Card title="Contact">
            <Contact lead={lead} />
            <div className="mt-3 max-md:hidden">
              <ContactButtons lead={lead} name={name} />
            </div>
          </Card>
          <Card title="What happened">
            <Timeline leadId={leadId} shown={12} />
          </Card>
          <Siblings siblings={lead.siblings} />
          <Card title="What is known">
            <dl className="grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)] gap-x-3 gap-y-1.5 text-sub">
              <Fact label="Owner">{lead.owner?.name ?? "nobody"}</Fact>
              <Fact label="Enquired">
                <Moment as="exact" at={lead.enquiredAt ?? lead.createdAt} />
              </Fact>
              {lead.externalId && <Fact label="Reference">{lead.externalId}</Fact>}
              {lead.attributes
                .filter(({ value }) => value !== null && value !== "")
                .map(({ key, label, value }) => (
                  <Fact key={key} label={label}>
                    {typeof value === "boolean"
                      ? value
                        ? "Yes"
                        : "No"
                      : typeof value === "number"
                        ? countOr(value)
                        : sentenceCase(value ?? "")}
                  </Fact>
                ))}
            </dl>
          </Card>
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
    </div>
  );
}

function Fact({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <>
      <dt className="text-ink2">{label}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </>
  );
}

function countOr(value: number): string {
  return Number.isInteger(value)
    ? countText(value)
    : value.toLocaleString("en-IN", { maximumFractionDigits: 2 });
}
