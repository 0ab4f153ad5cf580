"use client";

import type { LeadDetail } from "@leadlift/services/lead/get";
import { useTranslations } from "next-intl";
import { lazy, Suspense, useState } from "react";
import { Button } from "../../components/Button.tsx";
import { cx } from "../../components/class-names.ts";
import { Icon } from "../../components/Icon.tsx";
import { useWorkspace } from "../shell/Workspace.tsx";
import { useLostReason } from "./use-lost-reason.ts";
import { useOutcome } from "./use-outcome.ts";

const LoseSheet = lazy(() => import("./LoseSheet.tsx").then((module) => ({ default: module.LoseSheet })));

/** How far the lead has come, and one tap to take it further. */
export function Ladder({ lead }: { lead: LeadDetail }) {
  const words = useTranslations("outcome");
  const lostReason = useLostReason();
  const { ladder } = useWorkspace();
  const { busy, move, lose, reopen } = useOutcome(lead);
  const [losing, setLosing] = useState(false);
  const reached = ladder.findIndex(({ key }) => key === lead.step);
  if (lead.status === "lost") {
    return (
      <div className="flex items-center justify-between gap-3">
        <p>
          {lead.lostReason === null
            ? words("lost")
            : words.rich("lostBecause", {
                reason: lostReason(lead.lostReason),
                why: (reason) => <span className="text-ink2">{reason}</span>,
              })}
        </p>
        <Button disabled={busy} onClick={reopen}>
          {words("openAgain")}
        </Button>
      </div>
    );
  }
  return (
    <>
      <ol className="flex flex-wrap gap-2">
        {ladder.map(({ key, label }, index) => (
          <li key={key}>
            {index <= reached ? (
              <span className="inline-flex h-11 items-center gap-1 rounded-[11px] bg-grade-a-soft px-3 font-medium text-grade-a md:pointer-fine:h-9 md:pointer-fine:rounded-[9px]">
                <Icon name="check" size={15} />
                <span className="sr-only">{words("reached")}</span>
                {label}
              </span>
            ) : (
              <Button
                aria-label={words("moveTo", { step: label })}
                className={cx("font-medium!", index === reached + 1 && "border-accent! text-accent!")}
                disabled={busy}
                onClick={() => move(key)}
              >
                {label}
              </Button>
            )}
          </li>
        ))}
        {lead.status === "open" && (
          <li>
            <Button className="font-medium!" disabled={busy} kind="danger" onClick={() => setLosing(true)}>
              {words("lose")}
            </Button>
          </li>
        )}
      </ol>
      {losing && (
        <Suspense>
          <LoseSheet
            onClose={() => setLosing(false)}
            onLose={(reason) => {
              setLosing(false);
              lose(reason);
            }}
          />
        </Suspense>
      )}
    </>
  );
}
