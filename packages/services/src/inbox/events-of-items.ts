import type { EventInput } from "../event/event-input.ts";
import { type Item, ofKind, timeOf } from "./item.ts";
import type { Senders } from "./senders.ts";

const longestText = 20_000;

/**
 * What leads did and were told, as far as it is a lead's. A message that only passed through Meta's statuses is none of
 * ours: whether a colleague or a machine wrote it cannot be told.
 */
export function eventsOfItems(
  fresh: readonly Item[],
  /** statuses that tell that a message was read, for the first time */
  read: readonly Item[],
  senders: Senders,
): EventInput[] {
  const of = (item: Item, event: Omit<EventInput, "subject">): EventInput[] => {
    const leadId = senders.of(item)?.leadId;
    const occurredAt = timeOf(item);
    if (!leadId) return [];
    return [{ ...event, ...(occurredAt && { occurredAt }), subject: { leadId } }];
  };
  const text = (words: string | null) => (words === null ? {} : { text: words.slice(0, longestText) });
  return [
    ...ofKind(fresh, "message").flatMap((item) => {
      const { name, event } = item;
      const eventId = `whatsapp:${name}`;
      // A thumb under a message is no word that somebody waits for an answer to.
      if (event.type === "reaction") {
        const properties = { network: "whatsapp", kind: "reaction" };
        return of(item, { eventId, type: "social_engagement", properties });
      }
      const campaign = event.referral?.id?.slice(0, 500);
      const properties = { message_id: name, kind: event.type, ...(campaign && { campaign }) };
      return of(item, { eventId, type: "whatsapp_in", properties, ...text(event.text) });
    }),
    ...ofKind(fresh, "echo").flatMap((item) => {
      const { name, event } = item;
      const properties = { message_id: name, kind: event.type };
      return of(item, { eventId: `whatsapp:${name}`, type: "whatsapp_out", properties, ...text(event.text) });
    }),
    ...read.flatMap((item) =>
      of(item, {
        eventId: `whatsapp:read:${item.name}`,
        type: "whatsapp_read",
        properties: { message_id: item.name },
      }),
    ),
  ];
}
