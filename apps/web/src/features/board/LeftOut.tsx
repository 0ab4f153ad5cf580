"use client";

import type { Appeal } from "@leadlift/services/board/appeals";
import type { BoardArithmetic } from "@leadlift/services/board/arithmetic";
import { type AppealCode, mayAppeal } from "@leadlift/services/board/finding-codes";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "../../components/Button.tsx";
import { useTRPC } from "../../trpc/client.tsx";
import { useWorkspace } from "../shell/Workspace.tsx";
import { AppealSheet } from "./AppealSheet.tsx";

const shown = 8;

interface LeftOutProps {
  counted: BoardArithmetic;
  month: string;
  days: number;
}

/** What was counted otherwise, and why; whoever it is on may speak against what looks like gaming. */
export function LeftOut({ counted: { excluded, userId }, month, days }: LeftOutProps) {
  const words = useTranslations("board.counted");
  const trpc = useTRPC();
  const own = useWorkspace().userId === userId;
  const { data: appeals = [] } = useQuery(trpc.board.appeals.queryOptions({ month }));
  const [asking, setAsking] = useState<{ leadId: string; name: string; code: AppealCode } | null>(null);
  const [all, setAll] = useState<string | null>(null);
  return (
    <div>
      <h3 className="font-semibold text-ink2 text-sub">{words("excludedTitle")}</h3>
      {excluded.length === 0 && <p className="text-ink2 text-sub">{words("excludedNone")}</p>}
      <ul className="mt-1 flex flex-col gap-2 text-sub empty:hidden">
        {excluded.map(({ code, leads, named }) => (
          <li key={code}>
            <p className="font-medium">{words(`excluded.${code}`, { days })}</p>
            <ul className="flex flex-wrap items-center gap-x-3 text-ink2">
              {named.slice(0, all === code ? named.length : shown).map(({ leadId, name }) => (
                <li className="flex items-center" key={leadId}>
                  <Link
                    className="inline-flex min-h-6 items-center underline decoration-line underline-offset-3 hover:decoration-ink"
                    href={`/leads/${leadId}`}
                  >
                    {name ?? words("unnamed")}
                  </Link>
                  {mayAppeal(code) && (
                    <Objection
                      appeal={appeals.find(
                        (each) => each.userId === userId && each.leadId === leadId && each.code === code,
                      )}
                      lead={name ?? words("unnamed")}
                      onAsk={own ? () => setAsking({ leadId, name: name ?? words("unnamed"), code }) : null}
                    />
                  )}
                </li>
              ))}
              {leads > shown && all !== code && (
                <li>
                  <Button className="!px-1" kind="quiet" onClick={() => setAll(code)}>
                    {words("and", { n: leads - shown })}
                  </Button>
                </li>
              )}
            </ul>
          </li>
        ))}
      </ul>
      {asking && (
        <AppealSheet
          code={asking.code}
          leadId={asking.leadId}
          leadName={asking.name}
          month={month}
          onClose={() => setAsking(null)}
        />
      )}
    </div>
  );
}

interface ObjectionProps {
  appeal: Appeal | undefined;
  lead: string;
  /** null: another's line */
  onAsk: (() => void) | null;
}

function Objection({ appeal, lead, onAsk }: ObjectionProps) {
  const words = useTranslations("board.appeal");
  if (appeal) {
    return (
      <span className="ml-1.5 text-faint text-ink3">
        {words(`status.${appeal.status}`)}
        {appeal.answer && `: ${appeal.answer}`}
      </span>
    );
  }
  if (!onAsk) return null;
  return (
    <Button aria-label={words("askOf", { lead })} className="!px-1.5" kind="quiet" onClick={onAsk}>
      {words("ask")}
    </Button>
  );
}
