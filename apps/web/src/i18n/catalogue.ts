import enAct from "../../messages/en/act.json";
import enAudit from "../../messages/en/audit.json";
import enBoard from "../../messages/en/board.json";
import enCommand from "../../messages/en/command.json";
import enEnrichment from "../../messages/en/enrichment.json";
import enImport from "../../messages/en/import.json";
import enInsights from "../../messages/en/insights.json";
import enJoin from "../../messages/en/join.json";
import enKeys from "../../messages/en/keys.json";
import enLead from "../../messages/en/lead.json";
import enMembers from "../../messages/en/members.json";
import enModel from "../../messages/en/model.json";
import enNotifications from "../../messages/en/notifications.json";
import enOutcome from "../../messages/en/outcome.json";
import enPassword from "../../messages/en/password.json";
import enQuality from "../../messages/en/quality.json";
import enScore from "../../messages/en/score.json";
import enScorecard from "../../messages/en/scorecard.json";
import enSession from "../../messages/en/session.json";
import enSettings from "../../messages/en/settings.json";
import enShell from "../../messages/en/shell.json";
import enTeam from "../../messages/en/team.json";
import enToday from "../../messages/en/today.json";
import enWebhooks from "../../messages/en/webhooks.json";
import enWhatsapp from "../../messages/en/whatsapp.json";
import hiAct from "../../messages/hi/act.json";
import hiAudit from "../../messages/hi/audit.json";
import hiBoard from "../../messages/hi/board.json";
import hiCommand from "../../messages/hi/command.json";
import hiEnrichment from "../../messages/hi/enrichment.json";
import hiImport from "../../messages/hi/import.json";
import hiInsights from "../../messages/hi/insights.json";
import hiJoin from "../../messages/hi/join.json";
import hiKeys from "../../messages/hi/keys.json";
import hiLead from "../../messages/hi/lead.json";
import hiMembers from "../../messages/hi/members.json";
import hiModel from "../../messages/hi/model.json";
import hiNotifications from "../../messages/hi/notifications.json";
import hiOutcome from "../../messages/hi/outcome.json";
import hiPassword from "../../messages/hi/password.json";
import hiQuality from "../../messages/hi/quality.json";
import hiScore from "../../messages/hi/score.json";
import hiScorecard from "../../messages/hi/scorecard.json";
import hiSession from "../../messages/hi/session.json";
import hiSettings from "../../messages/hi/settings.json";
import hiShell from "../../messages/hi/shell.json";
import hiTeam from "../../messages/hi/team.json";
import hiToday from "../../messages/hi/today.json";
import hiWebhooks from "../../messages/hi/webhooks.json";
import hiWhatsapp from "../../messages/hi/whatsapp.json";
import type { Locale } from "./locales.ts";

const en = {
  webhooks: enWebhooks,
  whatsapp: enWhatsapp,
  settings: enSettings,
  members: enMembers,
  join: enJoin,
  audit: enAudit,
  act: enAct,
  board: enBoard,
  command: enCommand,
  keys: enKeys,
  lead: enLead,
  model: enModel,
  notifications: enNotifications,
  outcome: enOutcome,
  password: enPassword,
  quality: enQuality,
  score: enScore,
  enrichment: enEnrichment,
  import: enImport,
  insights: enInsights,
  scorecard: enScorecard,
  session: enSession,
  shell: enShell,
  team: enTeam,
  today: enToday,
};
const hi: Catalogue = {
  webhooks: hiWebhooks,
  whatsapp: hiWhatsapp,
  settings: hiSettings,
  members: hiMembers,
  join: hiJoin,
  audit: hiAudit,
  act: hiAct,
  board: hiBoard,
  command: hiCommand,
  keys: hiKeys,
  lead: hiLead,
  model: hiModel,
  notifications: hiNotifications,
  outcome: hiOutcome,
  password: hiPassword,
  quality: hiQuality,
  score: hiScore,
  enrichment: hiEnrichment,
  import: hiImport,
  insights: hiInsights,
  scorecard: hiScorecard,
  session: hiSession,
  shell: hiShell,
  team: hiTeam,
  today: hiToday,
};

/** All words of the interface, by the part of it that says them. */
export type Catalogue = typeof en;
export type Namespace = keyof Catalogue;

export const catalogues: Readonly<Record<Locale, Catalogue>> = { "en-IN": en, "hi-IN": hi };
