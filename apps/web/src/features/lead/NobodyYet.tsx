"use client";

import { useTranslations } from "next-intl";
import { Button } from "../../components/Button.tsx";
import { useActs } from "../act/use-acts.ts";

/** That a lead is nobody's, and the way to have it. */
export function NobodyYet({ leadId, name }: { leadId: string; name: string }) {
  const words = useTranslations("lead.unclaimed");
  const { waiting, perform } = useActs();
  // Taken back before it was sent, it can be asked for again.
  const asked = waiting.some(
    (act) => act.leadId === leadId && act.what === "do" && act.request.kind === "claimed",
  );
  return (
    <div className="flex items-center justify-between gap-3 rounded-[14px] border bg-surface px-4 py-2.5">
      <p className="text-ink2">{words("nobody")}</p>
      <Button
        className="shrink-0"
        disabled={asked}
        kind="primary"
        onClick={() => perform({ id: leadId, name }, { kind: "claimed" })}
      >
        {words("take")}
      </Button>
    </div>
  );
}
