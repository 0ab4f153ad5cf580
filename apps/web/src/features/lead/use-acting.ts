import { useState } from "react";
import type { ActView } from "../act/act-view.ts";
import { type ActDraft, type ActedLead, useActs } from "../act/use-acts.ts";

/** Which question about which lead is asked now, and what happens with the answer. */
export interface Acting {
  asked: { lead: ActedLead; view: ActView } | null;
  ask(lead: ActedLead, view: ActView): void;
  act(draft: ActDraft): void;
  close(): void;
}

/** `onActed`: the answer took effect; it is sent as soon as that is possible. */
export function useActing(onActed?: (leadId: string, draft: ActDraft) => void): Acting {
  const { perform } = useActs();
  const [asked, setAsked] = useState<Acting["asked"]>(null);
  return {
    asked,
    ask: (lead, view) => setAsked({ lead, view }),
    act(draft) {
      if (!asked) return;
      perform(asked.lead, draft);
      onActed?.(asked.lead.id, draft);
    },
    close: () => setAsked(null),
  };
}
