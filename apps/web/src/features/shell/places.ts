import type { Permission } from "@leadlift/services/permissions";
import type { IconName } from "../../components/Icon.tsx";

interface Place {
  href: string;
  icon: IconName;
  /** key of its name in the words of the shell */
  label: Named;
  /** its name at the foot of a phone, which has room for five; null: there, the page of one's own leads to it */
  tab: Named | null;
  /** who may go there */
  needs: Permission;
}

type Named =
  | "today"
  | "leads"
  | "board"
  | "boardTab"
  | "team"
  | "insights"
  | "import"
  | "quality"
  | "model"
  | "scorecard"
  | "members"
  | "settings"
  | "audit"
  | "keys"
  | "webhooks"
  | "whatsapp"
  | "enrichment";

/** The pages of the menu, in their order. */
export const places: readonly Place[] = [
  { href: "/today", icon: "today", label: "today", tab: "today", needs: "today.read" },
  { href: "/leads", icon: "leads", label: "leads", tab: "leads", needs: "lead.read" },
  { href: "/board", icon: "board", label: "board", tab: "boardTab", needs: "board.read" },
  { href: "/team", icon: "team", label: "team", tab: "team", needs: "team.read" },
  { href: "/insights", icon: "insights", label: "insights", tab: null, needs: "insights.read" },
  { href: "/import", icon: "import", label: "import", tab: null, needs: "import.read" },
  { href: "/quality", icon: "quality", label: "quality", tab: null, needs: "quality.read" },
  { href: "/model", icon: "model", label: "model", tab: null, needs: "model.read" },
  { href: "/scorecard", icon: "rules", label: "scorecard", tab: null, needs: "model.read" },
  { href: "/members", icon: "members", label: "members", tab: null, needs: "member.read" },
  { href: "/settings", icon: "settings", label: "settings", tab: null, needs: "organisation.manage" },
  { href: "/audit", icon: "audit", label: "audit", tab: null, needs: "audit.read" },
  { href: "/keys", icon: "key", label: "keys", tab: null, needs: "key.manage" },
  { href: "/webhooks", icon: "webhook", label: "webhooks", tab: null, needs: "webhook.manage" },
  { href: "/whatsapp", icon: "chat", label: "whatsapp", tab: null, needs: "organisation.manage" },
  { href: "/enrichment", icon: "enrich", label: "enrichment", tab: null, needs: "organisation.manage" },
];
