import type { LeadRow } from "@leadlift/services/lead/lead-row";
import { Tag } from "../../components/Tag.tsx";
import { useStepLabel } from "../shell/Workspace.tsx";

export function StatusTag({ lead }: { lead: Pick<LeadRow, "status" | "step"> }) {
  const stepLabel = useStepLabel();
  if (lead.status === "won") return <Tag tone="good">Won</Tag>;
  if (lead.status === "lost") return <Tag tone="bad">Lost</Tag>;
  return <Tag>{stepLabel(lead.step)}</Tag>;
}
