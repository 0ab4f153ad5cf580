import type { LeadRow } from "@leadlift/services/lead/lead-row";
import { useTranslations } from "next-intl";
import { Tag } from "../../components/Tag.tsx";
import { useStepLabel } from "../shell/Workspace.tsx";

export function StatusTag({ lead }: { lead: Pick<LeadRow, "status" | "step"> }) {
  const words = useTranslations("lead");
  const stepLabel = useStepLabel();
  if (lead.status === "won") return <Tag tone="good">{words("status", { status: "won" })}</Tag>;
  if (lead.status === "lost") return <Tag tone="bad">{words("status", { status: "lost" })}</Tag>;
  return <Tag>{stepLabel(lead.step)}</Tag>;
}
