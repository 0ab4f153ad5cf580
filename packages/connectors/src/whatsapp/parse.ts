import { createHash } from "node:crypto";
import { z } from "zod";
import { type ChannelEvent, statusNames } from "./channel-event.ts";
import { isKnownType, wordsOf } from "./message-text.ts";

/** Not a notification of a WhatsApp Business account. */
export class Unreadable extends Error {
  override readonly name = "Unreadable";
}

const seconds = z
  .union([
    z.number(),
    z
      .string()
      .regex(/^\d{1,12}$/)
      .transform(Number),
  ])
  .pipe(z.number().int().min(0).max(253_402_300_799))
  .transform((value) => new Date(value * 1_000))
  .nullable()
  .catch(null);
const number = z
  .string()
  .regex(/^\+?\d{5,20}$/)
  .transform((digits) => `+${digits.replace("+", "")}`);
const id = z.string().min(1).max(500);
const word = z.string().max(2_000).nullable().catch(null).default(null);
const list = z.array(z.unknown()).catch([]).default([]);

const envelope = z.object({
  object: z.literal("whatsapp_business_account"),
  entry: z.array(
    z.object({
      id: z.coerce.string().catch("").default(""),
      changes: z.array(z.object({ field: z.string(), value: z.unknown() })),
    }),
  ),
});

const valueShape = z.object({
  metadata: z
    .object({ phone_number_id: z.coerce.string(), display_phone_number: word })
    .optional()
    .catch(undefined),
  contacts: list,
  messages: list,
  statuses: list,
  message_echoes: list,
  user_preferences: list,
});
type Value = z.output<typeof valueShape>;

const contactShape = z.object({ wa_id: number, profile: z.object({ name: z.string() }) });
const messageShape = z.object({
  id,
  from: number,
  timestamp: seconds,
  type: z.string(),
  group_id: z.string().optional(),
  system: z.object({ type: word, wa_id: word, new_wa_id: word, marketing: word }).optional().catch(undefined),
  context: z
    .object({ forwarded: z.boolean().catch(false).default(false) })
    .optional()
    .catch(undefined),
  referral: z
    .object({ source_type: word, source_id: word, source_url: word, headline: word })
    .optional()
    .catch(undefined),
});
const echoShape = z.object({ id, to: number, timestamp: seconds, type: z.string() });
const statusShape = z.object({
  id,
  status: z.enum(statusNames),
  timestamp: seconds,
  recipient_id: z.string().optional(),
  recipient_type: z.string().optional(),
  errors: z
    .array(z.object({ code: z.int32() }))
    .optional()
    .catch(undefined),
});
const preferenceShape = z.object({
  wa_id: number,
  category: z.literal("marketing_messages"),
  value: z.enum(["stop", "resume"]),
  timestamp: seconds,
});

/** Where a thing came from, with what is common to all of one change. */
interface Place {
  entry: string;
  field: string;
  account: string | null;
  display: string | null;
  names: ReadonlyMap<string, string>;
}

/**
 * Everything that a notification holds, in its order; what we do not know is among it as "other". One thing that
 * cannot be read makes no other unreadable. @throws Unreadable
 */
export function parseNotification(rawBody: Uint8Array): ChannelEvent[] {
  const { data } = envelope.safeParse(jsonOf(rawBody));
  if (!data) throw new Unreadable("The body is no notification of a WhatsApp Business account.");
  return data.entry.flatMap((entry) => entry.changes.flatMap((change) => eventsOf(entry.id, change)));
}

function jsonOf(rawBody: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(rawBody));
  } catch {
    throw new Unreadable("The body is not JSON in UTF-8.");
  }
}

function eventsOf(entry: string, { field, value }: { field: string; value: unknown }): ChannelEvent[] {
  const parsed = valueShape.safeParse(value).data;
  const place: Place = {
    entry,
    field,
    account: parsed?.metadata?.phone_number_id ?? null,
    display: parsed?.metadata?.display_phone_number ?? null,
    names: namesOf(parsed),
  };
  const of = (items: readonly unknown[], read: (item: unknown, place: Place) => ChannelEvent) =>
    items.map((item) => read(item, place));
  if (parsed && field === "messages" && parsed.messages.length + parsed.statuses.length > 0) {
    return [...of(parsed.messages, messageOf), ...of(parsed.statuses, statusOf)];
  }
  if (parsed && field === "smb_message_echoes") return of(parsed.message_echoes, echoOf);
  if (parsed && field === "user_preferences") return of(parsed.user_preferences, preferenceOf);
  return [otherOf(value, place, field)];
}

function namesOf(value: Value | undefined): Map<string, string> {
  const contacts = (value?.contacts ?? []).flatMap((contact) => contactShape.safeParse(contact).data ?? []);
  return new Map(contacts.map(({ wa_id: waId, profile }) => [waId, profile.name]));
}

function messageOf(item: unknown, place: Place): ChannelEvent {
  const message = messageShape.safeParse(item).data;
  if (!message) return otherOf(item, place, "message");
  const { from, type, referral } = message;
  const common = { ...commonOf(item, place), id: message.id, at: message.timestamp };
  if (message.group_id !== undefined) return { ...common, kind: "group", what: type };
  if (type === "system") return systemOf(message, common);
  // Before 2026 what could not be handed on was called unknown.
  const known = type === "unknown" ? "unsupported" : type;
  if (!isKnownType(known)) return { ...common, kind: "other", what: known };
  return {
    ...common,
    kind: "message",
    from,
    name: place.names.get(from) ?? null,
    type: known,
    text: wordsOf(known, contentOf(item, type)),
    forwarded: message.context?.forwarded ?? false,
    referral: referral
      ? {
          type: referral.source_type,
          id: referral.source_id,
          headline: referral.headline,
          // Queries carry the ids of clicks, which are of one person.
          url: referral.source_url?.replace(/[?#].*$/s, "") ?? null,
        }
      : null,
  };
}

type Common = ReturnType<typeof commonOf> & { id: string; at: Date | null };

function systemOf({ from, system }: z.output<typeof messageShape>, common: Common): ChannelEvent {
  const type = system?.type ?? "system";
  const to = number.safeParse(system?.new_wa_id ?? system?.wa_id).data;
  const changed = type === "user_changed_number" || type === "customer_changed_number";
  if (changed && to !== undefined && to !== from) return { ...common, kind: "number_change", from, to };
  // An older way of telling the same as the field user_preferences.
  if (
    type === "user_preference_changed" &&
    (system?.marketing === "stop" || system?.marketing === "resume")
  ) {
    return { ...common, kind: "preference", from, value: system.marketing };
  }
  return { ...common, kind: "other", what: type };
}

function echoOf(item: unknown, place: Place): ChannelEvent {
  const echo = echoShape.safeParse(item).data;
  if (!echo) return otherOf(item, place, "echo");
  const common = { ...commonOf(item, place), id: echo.id, at: echo.timestamp };
  if (!isKnownType(echo.type)) return { ...common, kind: "other", what: echo.type };
  return {
    ...common,
    kind: "echo",
    to: echo.to,
    type: echo.type,
    text: wordsOf(echo.type, contentOf(item, echo.type)),
  };
}

function statusOf(item: unknown, place: Place): ChannelEvent {
  const status = statusShape.safeParse(item).data;
  if (!status) return otherOf(item, place, "status");
  const person = status.recipient_type === "group" ? undefined : number.safeParse(status.recipient_id).data;
  return {
    ...commonOf(item, place),
    kind: "status",
    id: status.id,
    at: status.timestamp,
    status: status.status,
    to: person ?? null,
    errorCode: status.errors?.[0]?.code ?? null,
  };
}

function preferenceOf(item: unknown, place: Place): ChannelEvent {
  const preference = preferenceShape.safeParse(item).data;
  if (!preference) return otherOf(item, place, "preference");
  const { wa_id: from, value, timestamp } = preference;
  return {
    ...commonOf(item, place),
    kind: "preference",
    // It has no id of its own: it is the same when all that it says is.
    id: `preference:${from}:${value}:${timestamp?.getTime() ?? ""}`,
    at: timestamp,
    from,
    value,
  };
}

function otherOf(item: unknown, place: Place, what: string): ChannelEvent {
  const common = commonOf(item, place);
  const own = z.object({ id }).safeParse(item).data?.id;
  const hash = createHash("sha256").update(`${place.entry}\n${place.field}\n${common.raw}`).digest("hex");
  const at = z.object({ timestamp: seconds }).safeParse(item).data?.timestamp ?? null;
  return { ...common, kind: "other", id: `other:${own ?? ""}:${hash}`, at, what: what.slice(0, 100) };
}

function commonOf(item: unknown, { account, display }: Place) {
  return { account, display, raw: rawOf(item) };
}

/** A message says what it is in a member of the name of its type. */
function contentOf(item: unknown, type: string): unknown {
  return typeof item === "object" && item !== null
    ? new Map<string, unknown>(Object.entries(item)).get(type)
    : undefined;
}

function rawOf(item: unknown): string {
  try {
    return JSON.stringify(item) ?? "null";
  } catch {
    throw new Unreadable("The body is nested too deeply.");
  }
}
