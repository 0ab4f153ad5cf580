"use client";

import { useTranslations } from "next-intl";
import { Button } from "../../components/Button.tsx";
import { Sheet } from "../../components/Sheet.tsx";
import { Moment } from "../shell/Moment.tsx";
import { useActs } from "./use-acts.ts";
import type { Waiting } from "./waiting.ts";

/** What was done on this device and is not with the server yet, and what it would not have. */
export function WaitingSheet({ onClose }: { onClose(): void }) {
  const words = useTranslations("act");
  const { waiting, retry, drop } = useActs();
  return (
    <Sheet description={words("waitingWhat")} onClose={onClose} title={words("waitingTitle")}>
      {waiting.length === 0 && <p className="text-ink2">{words("allSent")}</p>}
      <ul className="flex flex-col gap-3">
        {waiting.map((act) => (
          <li className="rounded-[11px] border border-line p-3" key={`${act.what} ${act.actId}`}>
            <p className="font-medium">{act.name}</p>
            <p className="text-ink2 text-sub">
              <What act={act} />
            </p>
            {act.refused !== null && (
              <>
                <p className="mt-1 text-neg text-sub">{words("refused", { sentence: act.refused })}</p>
                <div className="mt-2 flex gap-2">
                  <Button onClick={() => retry?.(act.actId)}>{words("retry")}</Button>
                  <Button kind="danger" onClick={() => drop?.(act.actId)}>
                    {words("drop")}
                  </Button>
                </div>
              </>
            )}
          </li>
        ))}
      </ul>
    </Sheet>
  );
}

function What({ act }: { act: Waiting }) {
  const words = useTranslations("act");
  if (act.what === "undo") return <>{words("undoing")}</>;
  const { request } = act;
  const at = request.occurredAt instanceof Date ? request.occurredAt : new Date(String(request.occurredAt));
  return (
    <>
      {words(`did.${request.kind === "called" ? request.outcome : request.kind}`)} · <Moment at={at} />
    </>
  );
}
