"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "../../components/Button.tsx";
import { useActs } from "../act/use-acts.ts";

/** That a lead is nobody's, and the way to have it. */
export function NobodyYet({ leadId, name }: { leadId: string; name: string }) {
  const words = useTranslations("lead.unclaimed");
  const { perform } = useActs();
  const [asked, setAsked] = useState(false);
  return (
    <div className="flex items-center justify-between gap-3 rounded-[14px] border bg-surface px-4 py-2.5">
      <p className="text-ink2">{words("nobody")}</p>
      <Button
        className="shrink-0"
        disabled={asked}
        kind="primary"
        onClick={() => {
          setAsked(true);
          perform({ id: leadId, name }, { kind: "claimed" });
        }}
      >
        {words("take")}
      </Button>
    </div>
  );
}
