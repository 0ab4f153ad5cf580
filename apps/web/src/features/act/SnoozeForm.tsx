"use client";

import { type SnoozeReason, snoozeReasons } from "@leadlift/services/act/act-input";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "../../components/Button.tsx";
import { Select } from "../../components/Field.tsx";
import { useWorkspace } from "../shell/Workspace.tsx";
import { snoozeChips } from "./date-chips.ts";
import type { ActDraft } from "./use-acts.ts";
import { WhenChips } from "./WhenChips.tsx";

/** Off the list until a time, and why. */
export function SnoozeForm({ onDone }: { onDone(draft: ActDraft): void }) {
  const words = useTranslations("act");
  const { timezone } = useWorkspace();
  const [reason, setReason] = useState<SnoozeReason>("asked_to_wait");
  const [until, setUntil] = useState<Date | null>(null);
  const [now] = useState(() => new Date());
  return (
    <>
      <WhenChips
        chips={snoozeChips(now, timezone)}
        chosen={until}
        legend={words("until")}
        onChoose={setUntil}
      />
      <Select
        id="snooze-reason"
        label={words("why")}
        onChange={(event) => setReason(snoozeReasons.find((each) => each === event.target.value) ?? "other")}
        value={reason}
      >
        {snoozeReasons.map((each) => (
          <option key={each} value={each}>
            {words(`snoozeReason.${each}`)}
          </option>
        ))}
      </Select>
      <Button
        disabled={until === null}
        kind="primary"
        onClick={() => until && onDone({ kind: "snoozed", until, reason })}
      >
        {words("snooze")}
      </Button>
    </>
  );
}
