"use client";

import type { MergeSide, MergePreview as Preview } from "@leadlift/services/lead/preview-merge";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "../../components/Button.tsx";
import { Tag } from "../../components/Tag.tsx";
import { counted } from "../../format/number.ts";
import { useTRPC } from "../../trpc/client.tsx";
import { sentenceOf } from "../../trpc/query-client.ts";
import { ScoreChip } from "../score/ScoreChip.tsx";
import { Moment } from "../shell/Moment.tsx";
import { useStepLabel, useWorkspace } from "../shell/Workspace.tsx";
import { nameOf, subLine } from "./lead-words.ts";

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
          Merge
        </Button>
        <Button disabled={busy} onClick={() => setSwapped(!swapped)}>
          Keep the other one
        </Button>
        <Button kind="quiet" onClick={onBack}>
          Back
        </Button>
      </div>
    </>
  );
}

function Side({ side: { lead, events, lastEventAt }, stays = false }: { side: MergeSide; stays?: boolean }) {
  const { currency } = useWorkspace();
  return (
    <section className="flex items-start gap-3 rounded-xl border border-line p-3">
      <ScoreChip grade={lead.grade} score={lead.score} state={lead.state} />
      <div className="min-w-0 flex-1 text-sub">
        <div className="flex items-start justify-between gap-2">
          <h3 className="min-w-0 truncate font-semibold text-body">{nameOf(lead)}</h3>
          <Tag tone={stays ? "good" : "plain"}>{stays ? "Stays" : "Goes into it"}</Tag>
        </div>
        <p className="text-ink2">{[lead.phone, subLine(lead, currency)].filter(Boolean).join(" · ")}</p>
        <p className="text-faint text-ink3">
          Enquired <Moment as="date" at={lead.enquiredAt ?? lead.createdAt} /> · {counted(events, "event")}
          {lastEventAt && (
            <>
              , last <Moment at={lastEventAt} />
            </>
          )}{" "}
          · {lead.owner?.name ?? "nobody’s"}
        </p>
      </div>
    </section>
  );
}

function Outcome({ preview: { kept, merged, samePerson, result } }: { preview: Preview }) {
  const stepLabel = useStepLabel();
  return (
    <>
      One lead with {counted(kept.events + merged.events, "event")},{" "}
      {result.status === "lost" ? "lost" : `at “${stepLabel(result.step)}”`}.{" "}
      {!samePerson &&
        "They stand here as two people: both phones are kept, the stricter consents of the two hold. "}
      Nothing is deleted, and it can be undone.
    </>
  );
}
