"use client";

import type { MergeSide, MergePreview as Preview } from "@leadlift/services/lead/preview-merge";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "../../components/Button.tsx";
import { Tag } from "../../components/Tag.tsx";
import { useTRPC } from "../../trpc/client.tsx";
import { sentenceOf } from "../../trpc/query-client.ts";
import { ScoreChip } from "../score/ScoreChip.tsx";
import { Moment } from "../shell/Moment.tsx";
import { useStepLabel } from "../shell/Workspace.tsx";
import { useLeadWords } from "./use-lead-words.ts";

interface MergePreviewProps {
  /** the lead that is looked at: it stays, unless the other one is chosen */
  leadId: string;
  twinId: string;
  busy: boolean;
  onMerge(wish: { keptId: string; mergedId: string; version: number }): void;
  onBack(): void;
}

/** Both leads with what each brings, and how the one that stays would stand. */
export function MergePreview({ leadId, twinId, busy, onMerge, onBack }: MergePreviewProps) {
  const words = useTranslations("lead");
  const trpc = useTRPC();
  const [swapped, setSwapped] = useState(false);
  const [keptId, mergedId] = swapped ? [twinId, leadId] : [leadId, twinId];
  const { data, error } = useQuery(
    trpc.merge.preview.queryOptions(
      { keptId, mergedId },
      { placeholderData: keepPreviousData, staleTime: 0 },
    ),
  );
  if (error) return <p role="alert">{sentenceOf(error)}</p>;
  if (!data) return <div aria-hidden="true" className="skeleton h-64" />;
  return (
    <>
      <Side side={data.kept} stays />
      <Side side={data.merged} />
      {data.refusal ? (
        <p className="text-neg text-sub" role="alert">
          {data.refusal}
        </p>
      ) : (
        <p className="text-ink2 text-sub">
          <Outcome preview={data} />
        </p>
      )}
      <div className="flex flex-wrap gap-2">
        <Button
          className="flex-1"
          disabled={busy || data.refusal !== null || data.kept.lead.id !== keptId}
          kind="primary"
          onClick={() => onMerge({ keptId, mergedId, version: data.kept.lead.version })}
        >
          {words("merge.merge")}
        </Button>
        <Button disabled={busy} onClick={() => setSwapped(!swapped)}>
          {words("merge.keepOther")}
        </Button>
        <Button kind="quiet" onClick={onBack}>
          {words("merge.back")}
        </Button>
      </div>
    </>
  );
}

function Side({ side: { lead, events, lastEventAt }, stays = false }: { side: MergeSide; stays?: boolean }) {
  const { words, nameOf, subLine } = useLeadWords();
  return (
    <section className="flex items-start gap-3 rounded-xl border border-line p-3">
      <ScoreChip grade={lead.grade} score={lead.score} state={lead.state} />
      <div className="min-w-0 flex-1 text-sub">
        <div className="flex items-start justify-between gap-2">
          <h3 className="min-w-0 truncate font-semibold text-body">{nameOf(lead)}</h3>
          <Tag tone={stays ? "good" : "plain"}>{stays ? words("merge.stays") : words("merge.goes")}</Tag>
        </div>
        <p className="text-ink2">{[lead.phone, subLine(lead)].filter(Boolean).join(" · ")}</p>
        <p className="text-faint text-ink3">
          {words.rich("merge.side", {
            events,
            at: () => <Moment as="date" at={lead.enquiredAt ?? lead.createdAt} />,
          })}
          {lastEventAt && words.rich("merge.last", { at: () => <Moment at={lastEventAt} /> })} ·{" "}
          {lead.owner?.name ?? words("merge.nobodys")}
        </p>
      </div>
    </section>
  );
}

function Outcome({ preview: { kept, merged, samePerson, result } }: { preview: Preview }) {
  const words = useTranslations("lead");
  const stepLabel = useStepLabel();
  return (
    <>
      {words("merge.outcome", {
        events: kept.events + merged.events,
        lost: String(result.status === "lost"),
        step: stepLabel(result.step),
      })}{" "}
      {!samePerson && `${words("merge.twoPeople")} `}
      {words("merge.nothingLost")}
    </>
  );
}
