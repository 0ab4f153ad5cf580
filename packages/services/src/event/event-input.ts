import { type EventType, eventTypes } from "@leadlift/scoring/features";
import { z } from "zod";
import { normaliseEmail } from "../person/email.ts";
import { tidyName } from "../person/name-prefixes.ts";
import { normalisePhone } from "../person/phone.ts";
import { bodyHash } from "./body-hash.ts";
import { cleanText } from "./clean-text.ts";
import { type Properties, parseProperties } from "./properties.ts";

export const mostEvents = 1_000;
export const earliestTime = Date.UTC(2000, 0, 1);

const longestText = 20_000;
const mostDropped = 20;
const id = z.uuid().toLowerCase();
const printable = /^[^\p{Cc}\p{Surrogate}]+$/u;
const eventId = z.string().min(1).max(200).regex(printable, "has characters that cannot be printed");
const time = z.union([z.date(), z.iso.datetime({ offset: true }).transform((text) => new Date(text))], {
  error: "is no time as 2026-11-23T10:30:00+05:30, with its offset or Z",
});

export const eventInput = z.strictObject({
  eventId: eventId.describe("Yours: the same event counts once, however often it is sent."),
  type: z.string().describe(`One of ${eventTypes.join(", ")}.`),
  occurredAt: time
    .optional()
    .describe(
      "With its offset. Without it, the event happened as it arrived; what lies in the future counts as now.",
    ),
  source: z.string().min(1).max(100).regex(printable, "has characters that cannot be printed").optional(),
  properties: z.looseObject({}).optional().describe("What the type has; others are dropped and named."),
  text: z
    .string()
    .max(longestText)
    .optional()
    .describe("What a person wrote. It is sealed with that person's key."),
  subject: z
    .strictObject({
      leadId: id.optional(),
      externalId: z.string().min(1).max(200).transform(cleanText).optional(),
      visitorId: id.optional(),
      phone: z.string().max(60).optional(),
      email: z.string().max(300).optional(),
      name: z.string().max(300).optional(),
    })
    .optional()
    .describe("Whose event it is: a lead, a visitor, or a person by a contact. One of these is enough."),
  corrects: eventId.optional().describe("The eventId of the event that this one replaces, or takes back."),
  retracts: z.boolean().optional().describe("Takes back what it corrects."),
});

export interface EventInput extends Omit<z.input<typeof eventInput>, "subject" | "properties"> {
  subject: NonNullable<z.input<typeof eventInput>["subject"]>;
  properties?: Record<string, unknown> | undefined;
}

export type RefusalCode =
  | "bad_event"
  | "unknown_type"
  | "bad_properties"
  | "bad_time"
  | "unknown_lead"
  | "unknown_correction"
  | "id_reused"
  | "consent_withdrawn"
  | "no_subject";

export interface Refusal {
  eventId: string;
  code: RefusalCode;
  /** one sentence for whoever sent it; names fields, quotes no values */
  message: string;
}

export interface Subject {
  leadId: string | null;
  externalId: string | null;
  visitorId: string | null;
  /** E.164 */
  phone: string | null;
  /** case-folded */
  email: string | null;
  name: string | null;
}

export interface ParsedEvent {
  eventId: string;
  hash: Buffer;
  type: EventType;
  /** when the sender says it happened; it may lie in the future */
  claimedAt: Date | null;
  source: string | null;
  properties: Properties;
  text: string | null;
  subject: Subject;
  corrects: string | null;
  retracts: boolean;
  dropped: string[];
}

/** One event as a sender gives it, checked as far as can be told from itself. */
export function parseEvent(raw: unknown): ParsedEvent | Refusal {
  const named = nameOf(raw);
  const refuse = (code: RefusalCode, message: string): Refusal => ({ eventId: named, code, message });
  const parsed = eventInput.safeParse(raw);
  if (!parsed.success) return refuse(...reasonOf(parsed.error));
  const event = parsed.data;
  const type = eventTypes.find((known) => known === event.type);
  if (!type) return refuse("unknown_type", "type: is none of the types of events.");
  if (event.occurredAt && event.occurredAt.getTime() < earliestTime) {
    return refuse("bad_time", "occurredAt: lies before the year 2000.");
  }
  if (event.retracts && event.corrects === undefined) {
    return refuse("bad_event", "corrects: is needed to say which event is taken back.");
  }
  // Of the input itself: a validated copy lacks the keys that pollute a prototype, so nothing is told of them.
  const properties = parseProperties(type, propertiesOf(raw));
  if ("problem" in properties) {
    return refuse("bad_properties", `properties.${properties.property}: ${properties.problem}`);
  }
  const { dropped } = properties;
  const subject = subjectOf({ ...properties.contact, ...event.subject }, dropped);
  const { leadId, externalId, visitorId, phone, email } = subject;
  if (!(leadId ?? externalId ?? visitorId ?? phone ?? email ?? event.corrects)) {
    const unread = ["subject.phone", "subject.email"].find((name) => dropped.includes(name));
    if (unread) return refuse("no_subject", `${unread}: cannot be read as one, and nobody else is named.`);
    return refuse("no_subject", "subject: names no lead, visitor, phone number or e-mail address.");
  }
  const text = cleanText(event.text ?? properties.text ?? "").slice(0, longestText);
  try {
    return {
      eventId: event.eventId,
      hash: bodyHash(raw),
      type,
      claimedAt: event.occurredAt ?? null,
      source: event.source ?? null,
      properties: properties.properties,
      text: text.trim() === "" ? null : text,
      subject,
      corrects: event.corrects ?? null,
      retracts: event.retracts ?? false,
      dropped: dropped.slice(0, mostDropped),
    };
  } catch (error) {
    if (error instanceof RangeError) return refuse("bad_event", error.message);
    throw error;
  }
}

function nameOf(raw: unknown): string {
  const given = typeof raw === "object" && raw !== null && "eventId" in raw ? raw.eventId : undefined;
  return typeof given === "string" ? cleanText(given.slice(0, 200)) : "";
}

function propertiesOf(raw: unknown): object {
  const given = typeof raw === "object" && raw !== null && "properties" in raw ? raw.properties : undefined;
  return typeof given === "object" && given !== null ? given : {};
}

function reasonOf(error: z.ZodError): [RefusalCode, string] {
  // What an event is comes before what it says.
  const codes: Record<string, RefusalCode> = { occurredAt: "bad_time", properties: "bad_properties" };
  const codeOf = (issue: z.core.$ZodIssue): RefusalCode => codes[String(issue.path[0])] ?? "bad_event";
  const [first] = error.issues;
  const issue = error.issues.find((each) => codeOf(each) === "bad_event") ?? first;
  if (!issue) return ["bad_event", "This is no event."];
  const path = issue.path.join(".");
  const message = issue.code === "unrecognized_keys" ? "has a field that events do not have." : issue.message;
  return [codeOf(issue), path === "" ? `The event ${message}` : `${path}: ${message}`];
}

function subjectOf(given: z.output<typeof eventInput>["subject"], dropped: string[]): Subject {
  const read = (key: "phone" | "email" | "name", normalise: (text: string) => string | null) => {
    const text = given?.[key];
    if (text === undefined || text.trim() === "") return null;
    const value = normalise(cleanText(text));
    if (value === null) dropped.push(`subject.${key}`);
    return value;
  };
  return {
    leadId: given?.leadId ?? null,
    externalId: given?.externalId ?? null,
    visitorId: given?.visitorId ?? null,
    phone: read("phone", normalisePhone),
    email: read("email", normaliseEmail),
    name: read("name", tidyName),
  };
}
