"use client";

import type { LeadDetail } from "@leadlift/services/lead/get";
import type { LeadNextStep } from "@leadlift/services/lead/next-step";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { lazy, Suspense, useId, useState } from "react";
import { Button } from "../../components/Button.tsx";
import { useFormats } from "../../format/use-formats.ts";
import { useTRPC } from "../../trpc/client.tsx";
import type { ActView } from "../act/act-view.ts";
import { ContactButtons } from "./ContactButtons.tsx";

const DraftSheet = lazy(() => import("./DraftSheet.tsx").then((module) => ({ default: module.DraftSheet })));

interface NextStepProps {
  lead: LeadDetail;
  name: string;
  /** says what came of it */
  onAct?(view: ActView): void;
}

/** What to do now and what to say, and the ways to do it. */
export function NextStep({ lead, name, onAct }: NextStepProps) {
  const words = useTranslations("lead");
  const trpc = useTRPC();
  const id = useId();
  const [drafting, setDrafting] = useState(false);
  const { data, isPending } = useQuery(trpc.lead.nextStep.queryOptions({ leadId: lead.id }));
  const said = useSaid(data ?? null);
  if (!isPending && said === null) return <ContactButtons lead={lead} name={name} />;
  return (
    <section
      aria-labelledby={id}
      className="rounded-[14px] border border-line bg-surface p-4"
      data-step={data?.code}
    >
      <h2 className="font-semibold text-ink2 text-sub" id={id}>
        {words("next.title")}
      </h2>
      {said === null ? (
        <div aria-hidden="true" className="skeleton mt-1.5 h-10" />
      ) : (
        <p className="mt-0.5 text-name" suppressHydrationWarning>
          {said}
        </p>
      )}
      <div className="mt-3 flex flex-wrap gap-2">
        {lead.phone !== null && (
          <div className="min-w-52 flex-1 max-md:hidden">
            <ContactButtons
              lead={lead}
              name={name}
              onWrite={data?.draft ? () => setDrafting(true) : undefined}
            />
          </div>
        )}
        {data?.draft && lead.phone !== null && (
          <Button className="md:hidden" onClick={() => setDrafting(true)}>
            {words("next.draft")}…
          </Button>
        )}
        {onAct && (
          <>
            <Button onClick={() => onAct("called")}>{words("next.done")}</Button>
            <Button kind="quiet" onClick={() => onAct("more")}>
              {words("next.more")}
            </Button>
          </>
        )}
      </div>
      <p className="mt-2.5 text-faint text-ink3">{words("next.why")}</p>
      {drafting && data?.draft && (
        <Suspense>
          <DraftSheet draft={data.draft} leadId={lead.id} onClose={() => setDrafting(false)} />
        </Suspense>
      )}
    </section>
  );
}

function useSaid(step: LeadNextStep | null): string | null {
  const words = useTranslations("lead");
  const { ago, moment } = useFormats();
  if (!step) return null;
  const { code, at, listing, question } = step;
  const now = new Date();
  const when = at ? (at > now ? moment(at) : ago(at, now)) : "";
  const of = { at: when, listing: listing ?? "none", question: question ?? "", known: String(at !== null) };
  return words(`next.${code}`, of);
}
