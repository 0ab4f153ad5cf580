import type {
  ChannelEvent,
  Echo,
  Message,
  NumberChange,
  Preference,
  Status,
} from "@leadlift/connectors/whatsapp";
import type { Context } from "../context.ts";
import { earliestTime } from "../event/event-input.ts";
import { normalisePhone } from "../person/phone.ts";

/** Something of a notification that may be new here. */
export interface Item<Event extends ChannelEvent = ChannelEvent> {
  event: Event;
  /** HMAC of the provider's id */
  providerId: Uint8Array<ArrayBuffer>;
  /** the same in hexadecimal: what events and consents know it by */
  name: string;
  /** E.164: whom it is about; null: nobody, or somebody without a number */
  phone: string | null;
}

/** Ids of messages carry phone numbers: none is kept as it is. */
export function itemOf<Event extends ChannelEvent>(ctx: Context, event: Event): Item<Event> {
  const providerId = ctx.organisation.crypto.blindIndex("provider-id", `whatsapp ${idOf(event)}`);
  const number = numberOf(event);
  return {
    event,
    providerId,
    name: Buffer.from(providerId).toString("hex"),
    phone: number === null ? null : phoneOf(number),
  };
}

/** WhatsApp's numbers are in use: one that our tables take for none is a number all the same. */
export function phoneOf(number: string): string {
  return normalisePhone(number) ?? number;
}

/** When it happened, as far as that can be; null: as it came. */
export function timeOf({ event: { at } }: Item): Date | null {
  return at && at.getTime() >= earliestTime ? at : null;
}

export function ofKind<Kind extends ChannelEvent["kind"]>(
  items: readonly Item[],
  kind: Kind,
): Item<Extract<ChannelEvent, { kind: Kind }>>[] {
  return items.filter(
    (item): item is Item<Extract<ChannelEvent, { kind: Kind }>> => item.event.kind === kind,
  );
}

// A colleague's message and its statuses have one id, and are two things.
function idOf(event: ChannelEvent): string {
  return event.kind === "echo" ? `echo ${event.id}` : event.id;
}

function numberOf(event: Message | Echo | Status | Preference | NumberChange | ChannelEvent): string | null {
  if (event.kind === "echo" || event.kind === "status") return event.to;
  return "from" in event ? event.from : null;
}
