"use client";

import type { LeadDetail } from "@leadlift/services/lead/get";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Sheet } from "../../components/Sheet.tsx";
import { FindTwin } from "./FindTwin.tsx";
import { MergePreview } from "./MergePreview.tsx";
import { useMerge } from "./use-merge.ts";

interface MergeSheetProps {
  lead: LeadDetail;
  /** the other one, where it is known already */
  twinId: string | null;
  onClose(): void;
}

/** Which two, which of them stays, and what comes of it. */
export function MergeSheet({ lead, twinId: given, onClose }: MergeSheetProps) {
  const words = useTranslations("lead");
  const router = useRouter();
  const [twinId, setTwinId] = useState(given);
  const { busy, merge } = useMerge((keptId) => {
    onClose();
    if (keptId !== lead.id) router.push(`/leads/${keptId}`);
  });
  return (
    <Sheet
      onClose={onClose}
      title={twinId ? words("merge.into") : words("merge.which")}
      {...(!twinId && { description: words("merge.whichWhat") })}
    >
      {twinId ? (
        <MergePreview
          busy={busy}
          leadId={lead.id}
          onBack={given ? onClose : () => setTwinId(null)}
          onMerge={merge}
          twinId={twinId}
        />
      ) : (
        <FindTwin lead={lead} onFind={setTwinId} />
      )}
    </Sheet>
  );
}
