"use client";

import type { Appeal } from "@leadlift/services/board/appeals";
import { useMutation, useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { announce } from "../../components/announce.ts";
import { Button } from "../../components/Button.tsx";
import { Card } from "../../components/Card.tsx";
import { Sheet } from "../../components/Sheet.tsx";
import { useFormats } from "../../format/use-formats.ts";
import { useTRPC } from "../../trpc/client.tsx";
import { NoteField } from "../act/NoteField.tsx";
import { useWorkspace } from "../shell/Workspace.tsx";
import { useBoardChange } from "./use-board-change.ts";

interface AppealsCardProps {
  month: string;
  horizonDays: number;
}

/** What people say against findings of a month, for whoever decides. Nothing where nobody said anything. */
export function AppealsCard({ month, horizonDays }: AppealsCardProps) {
  const words = useTranslations("board");
  const { date } = useFormats();
  const { userId } = useWorkspace();
  const trpc = useTRPC();
  const { data: appeals = [] } = useQuery(trpc.board.appeals.queryOptions({ month }));
  const [deciding, setDeciding] = useState<Appeal | null>(null);
  if (appeals.length === 0) return null;
  return (
    <Card title={words("appeal.titleAll")}>
      <ul>
        {appeals.map((appeal) => (
          <li className="border-b py-2 last:border-0" key={appeal.appealId}>
            <div className="flex flex-wrap items-center justify-between gap-x-3">
              <p>
                <span className="font-medium">{appeal.userName || words("table.left")}</span>
                {" · "}
                <Link className="underline underline-offset-3" href={`/leads/${appeal.leadId}`}>
                  {appeal.leadName ?? words("counted.unnamed")}
                </Link>{" "}
                <span className="text-faint text-ink3">{date(appeal.at)}</span>
              </p>
              {appeal.status === "open" && appeal.userId !== userId ? (
                <Button
                  aria-label={words("appeal.decideOf", { name: appeal.userName })}
                  onClick={() => setDeciding(appeal)}
                >
                  {words("appeal.decide")}
                </Button>
              ) : (
                <span className="text-ink2 text-sub">
                  {words(`appeal.status.${appeal.status}`)}
                  {appeal.decidedBy && ` · ${appeal.decidedBy}`}
                </span>
              )}
            </div>
            <p className="text-ink2 text-sub">
              {words(`counted.excluded.${appeal.code}`, { days: horizonDays })}
            </p>
            <q className="text-sub">{appeal.reason}</q>
          </li>
        ))}
      </ul>
      {deciding && <DecideSheet appeal={deciding} onClose={() => setDeciding(null)} />}
    </Card>
  );
}

function DecideSheet({ appeal, onClose }: { appeal: Appeal; onClose(): void }) {
  const words = useTranslations("board.appeal");
  const trpc = useTRPC();
  const change = useBoardChange();
  const [answer, setAnswer] = useState("");
  const decide = useMutation(
    trpc.board.decideAppeal.mutationOptions({
      ...change,
      onSuccess: ({ status }) => {
        announce(words(`decided.${status}`));
        onClose();
      },
    }),
  );
  const { appealId, reason, userName } = appeal;
  const as = (granted: boolean) => () =>
    decide.mutate({ appealId, granted, ...(answer.trim() && { answer: answer.trim() }) });
  return (
    <Sheet description={words("deciding")} onClose={onClose} title={words("says", { name: userName })}>
      <q>{reason}</q>
      <NoteField label={words("answer")} onChange={setAnswer} value={answer} />
      <div className="flex flex-wrap gap-2">
        <Button disabled={decide.isPending} kind="primary" onClick={as(true)}>
          {words("grant")}
        </Button>
        <Button disabled={decide.isPending} onClick={as(false)}>
          {words("refuse")}
        </Button>
      </div>
    </Sheet>
  );
}
