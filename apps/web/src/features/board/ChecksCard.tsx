"use client";

import type { DrawnOutcome } from "@leadlift/services/board/outcome-checks";
import { useMutation, useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { announce } from "../../components/announce.ts";
import { Button } from "../../components/Button.tsx";
import { Card } from "../../components/Card.tsx";
import { Sheet } from "../../components/Sheet.tsx";
import { percentText } from "../../format/number.ts";
import { useFormats } from "../../format/use-formats.ts";
import { useTRPC } from "../../trpc/client.tsx";
import { NoteField } from "../act/NoteField.tsx";
import { useLostReason } from "../outcome/use-lost-reason.ts";
import { useStepLabel } from "../shell/Workspace.tsx";
import { useBoardChange } from "./use-board-change.ts";

const Timeline = dynamic(() => import("../lead/Timeline.tsx").then(({ Timeline: Loaded }) => Loaded), {
  loading: () => <div aria-hidden="true" className="skeleton h-40" />,
});

/** A few outcomes that chance has drawn: is this right? For whoever manages. */
export function ChecksCard({ month }: { month: string }) {
  const words = useTranslations("board.check");
  const trpc = useTRPC();
  const { data } = useQuery(trpc.board.checks.queryOptions({ month }));
  const [open, setOpen] = useState<string | null>(null);
  if (!data || data.drawn.length === 0) return null;
  const waiting = data.drawn.filter(({ verdict }) => verdict === null).length;
  const looked = data.drawn.find(({ outcomeId }) => outcomeId === open);
  return (
    <Card
      aside={<span className="text-faint text-ink3">{words("waiting", { n: waiting })}</span>}
      title={words("title")}
    >
      <p className="mb-1 text-ink2 text-sub">{words("why", { share: percentText(data.share) })}</p>
      <ul>
        {data.drawn.map((outcome) => (
          <li
            className="flex items-center justify-between gap-3 border-b py-1.5 last:border-0"
            key={outcome.outcomeId}
          >
            <p className="min-w-0">
              <Told outcome={outcome} />
            </p>
            <Button
              aria-label={words("lookOf", {
                what: words(standing(outcome)),
                name: outcome.leadName ?? words("unnamed"),
              })}
              className="shrink-0"
              kind={outcome.verdict === null ? "secondary" : "quiet"}
              onClick={() => setOpen(outcome.outcomeId)}
            >
              {words(standing(outcome))}
            </Button>
          </li>
        ))}
      </ul>
      {looked && <CheckSheet month={month} onClose={() => setOpen(null)} outcome={looked} />}
    </Card>
  );
}

function standing({ verdict, settled }: DrawnOutcome) {
  if (verdict === null) return "look";
  if (verdict === "right") return "right";
  return settled ?? "disputed";
}

/** Who says that what became of whom, and when. */
function Told({ outcome }: { outcome: DrawnOutcome }) {
  const words = useTranslations("board.check");
  const stepLabel = useStepLabel();
  const lost = useLostReason();
  const { date } = useFormats();
  const { step, reason, leadName, userName, occurredAt, recordedAt } = outcome;
  const what = step === "lost" && reason ? words("lostFor", { reason: lost(reason) }) : stepLabel(step);
  return (
    <>
      <span className="font-medium">{leadName ?? words("unnamed")}</span> · {what}
      <span className="block text-faint text-ink3">
        {words("by", { name: userName || "–", date: date(occurredAt ?? recordedAt) })}
      </span>
    </>
  );
}

interface CheckSheetProps {
  month: string;
  outcome: DrawnOutcome;
  onClose(): void;
}

function CheckSheet({ month, outcome, onClose }: CheckSheetProps) {
  const words = useTranslations("board.check");
  const trpc = useTRPC();
  const change = useBoardChange();
  const [note, setNote] = useState("");
  const check = useMutation(
    trpc.board.check.mutationOptions({
      ...change,
      onSuccess: ({ verdict }) => {
        announce(words(`said.${verdict}`));
        onClose();
      },
    }),
  );
  const settle = useMutation(
    trpc.board.settleCheck.mutationOptions({
      ...change,
      onSuccess: ({ settled }) => {
        announce(words(`said.${settled}`));
        onClose();
      },
    }),
  );
  const { outcomeId, leadId, verdict, settled } = outcome;
  const as = (said: "right" | "wrong") => () =>
    check.mutate({ month, outcomeId, verdict: said, ...(note.trim() && { note: note.trim() }) });
  return (
    <Sheet onClose={onClose} title={words("question")}>
      <p>
        <Told outcome={outcome} />
      </p>
      {outcome.note && <q className="text-ink2">{outcome.note}</q>}
      {verdict === null && (
        <>
          <NoteField label={words("note")} onChange={setNote} value={note} />
          <div className="flex flex-wrap gap-2">
            <Button disabled={check.isPending} kind="primary" onClick={as("right")}>
              {words("isRight")}
            </Button>
            <Button disabled={check.isPending} kind="danger" onClick={as("wrong")}>
              {words("isWrong")}
            </Button>
          </div>
        </>
      )}
      {verdict === "wrong" && settled === null && (
        <>
          <p className="text-ink2 text-sub">{words("disputedWhy")}</p>
          <div className="flex flex-wrap gap-2">
            <Button
              disabled={settle.isPending}
              kind="primary"
              onClick={() => settle.mutate({ outcomeId, stands: true })}
            >
              {words("stand")}
            </Button>
            <Button disabled={settle.isPending} onClick={() => settle.mutate({ outcomeId, stands: false })}>
              {words("strike")}
            </Button>
          </div>
        </>
      )}
      <h3 className="mt-1 font-semibold text-ink2 text-sub">{words("timeline")}</h3>
      <Timeline leadId={leadId} shown={8} />
    </Sheet>
  );
}
