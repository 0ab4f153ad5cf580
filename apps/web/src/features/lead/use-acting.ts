import { useState } from "react";
import type { ActView } from "../act/act-view.ts";
import type { ActDraft, ActedLead } from "../act/use-acts.ts";

/** Which question about which lead is asked now. */
export interface Acting {
  asked: { lead: ActedLead; view: ActView } | null;
  ask(lead: ActedLead, view: ActView): void;
  /** the answer took effect; it is sent as soon as that is possible */
  acted(draft: ActDraft): void;
  close(): void;
}

export function useActing(onActed?: (leadId: string, draft: ActDraft) => void): Acting {
  const [asked, setAsked] = useState<Acting["asked"]>(null);
  return {
    asked,
    ask: (lead, view) => setAsked({ lead, view }),
    acted: (draft) => asked && onActed?.(asked.lead.id, draft),
    close: () => setAsked(null),
  };
}
