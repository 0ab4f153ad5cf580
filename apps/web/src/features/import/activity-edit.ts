import type {
  ActivityField,
  ActivityMapping,
  ActivityType,
} from "@leadlift/services/import/activities/mapping";
import { meantTwice } from "./mapping-edit.ts";

export const activityFieldWords: Readonly<Record<ActivityField, string>> = {
  externalId: "Lead’s id",
  phone: "Phone of the lead",
  email: "E-mail of the lead",
  at: "When it happened",
  clock: "Time of day",
  type: "What happened",
  direction: "In or out",
  status: "How it ended",
  seconds: "Duration (seconds)",
  minutes: "Duration (minutes)",
  text: "Note or message",
  listing: "Listing or project",
  page: "Page",
  locality: "Locality",
  campaign: "Campaign",
  document: "Document",
  reason: "Reason",
  source: "Where it was recorded",
  activityId: "Activity’s own id",
};

export const activityTypeWords: Readonly<Record<ActivityType, string>> = {
  call_out: "We called",
  call_in: "They called",
  whatsapp_out: "We wrote on WhatsApp",
  whatsapp_in: "They wrote on WhatsApp",
  whatsapp_read: "They read WhatsApp",
  email_sent: "We sent an e-mail",
  email_open: "They opened an e-mail",
  email_click: "They clicked an e-mail",
  email_reply: "They replied by e-mail",
  email_bounce: "An e-mail came back",
  site_visit_booked: "Site visit booked",
  site_visit_done: "Site visit done",
  site_visit_missed: "Site visit missed",
  page_view: "Looked at a page",
  listing_view: "Looked at a listing",
  search: "Searched",
  form_submit: "Sent a form",
  download: "Downloaded a file",
  chat: "Chatted",
  social_engagement: "Social media",
  stage_change: "Stage changed",
  note: "Note",
};

export function isActivityType(value: string): value is ActivityType {
  return Object.hasOwn(activityTypeWords, value);
}

/** Why an import of activities cannot start yet, in one sentence; null when it can. */
export function activityBlockedBecause({ columns, type }: ActivityMapping): string | null {
  const fields = columns.flatMap(({ target }) => (target.to === "field" ? [target.field] : []));
  const has = (...wanted: ActivityField[]) => wanted.some((field) => fields.includes(field));
  const twice = meantTwice(fields, activityFieldWords);
  if (twice) return twice;
  if (!has("externalId", "phone", "email")) return "Say which column tells whose activity it is.";
  if (!has("at")) return "Say which column tells when it happened.";
  return has("type") || type !== null ? null : "Say what happened: by a column, or for the whole file.";
}
