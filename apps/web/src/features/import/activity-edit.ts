import type {
  ActivityField,
  ActivityMapping,
  ActivityType,
} from "@leadlift/services/import/activities/mapping";
import { type Blocked, meantTwice } from "./mapping-edit.ts";

/** What a column of activities can mean, in the order in which it is offered. */
export const activityFields = [
  "externalId",
  "phone",
  "email",
  "at",
  "clock",
  "type",
  "direction",
  "status",
  "seconds",
  "minutes",
  "text",
  "listing",
  "page",
  "locality",
  "campaign",
  "document",
  "reason",
  "source",
  "activityId",
] as const satisfies readonly ActivityField[];

/** What can have happened, in the order in which it is offered. */
export const activityTypes = [
  "call_out",
  "call_in",
  "whatsapp_out",
  "whatsapp_in",
  "whatsapp_read",
  "email_sent",
  "email_open",
  "email_click",
  "email_reply",
  "email_bounce",
  "site_visit_booked",
  "site_visit_done",
  "site_visit_missed",
  "page_view",
  "listing_view",
  "search",
  "form_submit",
  "download",
  "chat",
  "social_engagement",
  "stage_change",
  "note",
] as const satisfies readonly ActivityType[];

export function isActivityType(value: string): value is ActivityType {
  return activityTypes.some((type) => type === value);
}

/** Why an import of activities cannot start yet; null when it can. */
export function activityBlockedBecause({
  columns,
  type,
}: ActivityMapping): Blocked<ActivityField, "whose" | "when" | "what"> | null {
  const fields = columns.flatMap(({ target }) => (target.to === "field" ? [target.field] : []));
  const has = (...wanted: ActivityField[]) => wanted.some((field) => fields.includes(field));
  const twice = meantTwice(fields);
  if (twice) return twice;
  if (!has("externalId", "phone", "email")) return { why: "whose" };
  if (!has("at")) return { why: "when" };
  return has("type") || type !== null ? null : { why: "what" };
}
