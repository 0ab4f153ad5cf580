import type { EventType } from "@leadlift/scoring/features";
import { z } from "zod";
import { cleanText } from "./clean-text.ts";

export type PropertyValue = string | number | boolean | string[];
export type Properties = Record<string, PropertyValue>;

const words = z.string().max(500).transform(cleanText);
// Queries and fragments carry addresses and phone numbers.
const place = words.transform((address) => address.replace(/[?#].*$/s, ""));
const name = z.string().min(1).max(500).transform(cleanText);
const number = z.number();
const seconds = z.number().min(0).max(86_400);
const flag = z.boolean();

const email = { campaign: words, message_id: words, link: place, reason: words };
const whatsapp = { message_id: words, kind: words, campaign: words };
const call = { seconds, answered: flag, number_kind: words };
const visit = { place: words, listing: words, scheduled_at: z.iso.datetime({ offset: true }), reason: words };

/** What each type may say, and nothing of it about who the person is. */
const allowed: Readonly<Record<EventType, Readonly<Record<string, z.ZodType<PropertyValue>>>>> = {
  page_view: { page: place, seconds, referrer: place, title: words },
  listing_view: { listing: name, seconds, locality: words },
  search: { locality: words, bedrooms: number, budget_max: number, results: number },
  form_submit: { form: words, source: words, listing: words },
  download: { document: words, listing: words },
  email_sent: email,
  email_open: email,
  email_click: email,
  email_reply: email,
  email_bounce: email,
  whatsapp_in: whatsapp,
  whatsapp_out: whatsapp,
  whatsapp_read: whatsapp,
  call_in: call,
  call_out: call,
  site_visit_booked: visit,
  site_visit_done: visit,
  site_visit_missed: visit,
  chat: { channel: words, messages: number },
  note: {},
  stage_change: { from: words, to: words },
  social_engagement: { network: words, kind: words },
  enrichment: { provider: words, fields: z.array(words).max(100) },
};
const required: Partial<Record<EventType, string>> = { listing_view: "listing" };

/** Names under which senders put what was written or said; it is sealed, so it is no property. */
const textNames = ["text", "message", "note", "query"];
const contactNames = ["name", "phone", "email"] as const;
export type FormContact = Partial<Record<(typeof contactNames)[number], string>>;

export interface ParsedProperties {
  properties: Properties;
  text: string | null;
  /** what a form asked for; of other events it is dropped */
  contact: FormContact;
  /** names that the type does not have */
  dropped: string[];
}

/** A value of the wrong kind is an error; a name that the type does not have is dropped and told. */
export function parseProperties(
  type: EventType,
  given: object,
): ParsedProperties | { property: string; problem: string } {
  const parsed: ParsedProperties = { properties: {}, text: null, contact: {}, dropped: [] };
  for (const [name, value] of Object.entries(given)) {
    if (value === null || value === undefined) continue;
    const contact = type === "form_submit" ? contactNames.find((each) => each === name) : undefined;
    if (Object.hasOwn(allowed[type], name)) {
      const checked = allowed[type][name]?.safeParse(value);
      if (!checked?.success) return { property: name, problem: problemOf(checked?.error) };
      parsed.properties[name] = checked.data;
    } else if (textNames.includes(name) && typeof value === "string") {
      parsed.text ??= value;
    } else if (contact && typeof value === "string") {
      parsed.contact[contact] = value;
    } else {
      parsed.dropped.push(cleanText(name).slice(0, 100));
    }
  }
  const missing = required[type];
  if (missing !== undefined && !Object.hasOwn(parsed.properties, missing)) {
    return { property: missing, problem: "is needed" };
  }
  return parsed;
}

function problemOf(error: z.ZodError | undefined): string {
  return error?.issues[0]?.message ?? "is not allowed";
}
