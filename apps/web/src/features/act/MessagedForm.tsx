"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "../../components/Button.tsx";
import { useWorkspace } from "../shell/Workspace.tsx";
import { followUpChips } from "./date-chips.ts";
import type { ActDraft } from "./use-acts.ts";
import { WhenChips } from "./WhenChips.tsx";

/** Whether the message went off; only the person knows. */
export function MessagedForm({ onDone, onNot }: { onDone(draft: ActDraft): void; onNot(): void }) {
  const words = useTranslations("act");
  const { timezone } = useWorkspace();
  const [nextAt, setNextAt] = useState<Date | null>(null);
  const [now] = useState(() => new Date());
  return (
    <>
      <WhenChips
        chips={followUpChips(now, timezone)}
        chosen={nextAt}
        legend={words("callAfter")}
        onChoose={setNextAt}
        optional
      />
      <div className="flex gap-2">
        <Button className="flex-1" onClick={onNot}>
          {words("notSent")}
        </Button>
        <Button
          className="flex-1"
          kind="primary"
          onClick={() =>
            onDone({
              kind: "messaged",
              channel: "whatsapp",
              ...(nextAt && { next: { kind: "call", dueAt: nextAt } }),
            })
          }
        >
          {words("sent")}
        </Button>
      </div>
    </>
  );
}
