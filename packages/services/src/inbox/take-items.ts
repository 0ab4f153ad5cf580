import type { ChannelEvent } from "@leadlift/connectors/whatsapp";
import type { OrgSql } from "@leadlift/db/connect";
import type { Context } from "../context.ts";
import { recordEventsIn } from "../event/record.ts";
import { leadsOfContacts } from "../lead/of-contact.ts";
import { lockContacts } from "../lead/take-enquiry.ts";
import { changeNumbers } from "./change-numbers.ts";
import { newItems, storeItems } from "./claim-items.ts";
import { eventsOfItems } from "./events-of-items.ts";
import { type Item, itemOf, ofKind, phoneOf } from "./item.ts";
import { keepStatuses } from "./keep-statuses.ts";
import { Senders } from "./senders.ts";
import { takeConsents } from "./take-consents.ts";
import { takeEnquiries } from "./take-enquiries.ts";

export interface TakenItems {
  /** that had not come before */
  items: number;
  leadIds: string[];
}

/** Keeps what has not come before, with all that follows from it, in the caller's transaction; CONFLICT: do it again. */
export async function takeItems(
  sql: OrgSql,
  ctx: Context,
  connectionId: string,
  events: readonly ChannelEvent[],
): Promise<TakenItems> {
  const given = events.map((event) => itemOf(ctx, event));
  // One after the other for each number: whoever brings the same at once then finds that it has come.
  await lockContacts(sql, ctx, contactsOf(given));
  const fresh = await newItems(sql, ctx, given);
  await changeNumbers(sql, ctx, ofKind(fresh, "number_change"));
  const senders = new Senders(await leadsOfContacts(sql, ctx, contactsOf(fresh)));
  await takeEnquiries(sql, ctx, ofKind(fresh, "message"), senders);
  const statuses = ofKind(fresh, "status");
  const read = await keepStatuses(sql, ctx, { connectionId, statuses, senders });
  const inputs = eventsOfItems(fresh, read, senders);
  const { results } = await recordEventsIn(sql, ctx, { events: inputs, source: "whatsapp" });
  for (const { status, code } of results) {
    if (status === "refused") ctx.log.warn("What WhatsApp brought was not recorded", { code });
  }
  await takeConsents(sql, ctx, fresh, senders);
  const kept = fresh.filter(({ event }) => event.kind !== "status");
  await storeItems(sql, ctx, { connectionId, items: kept, senders });
  return { items: fresh.length, leadIds: results.flatMap(({ leadId }) => leadId ?? []) };
}

function contactsOf(items: readonly Item[]) {
  const phones = items.flatMap(({ phone, event }) => [
    ...(phone === null ? [] : [phone]),
    ...(event.kind === "number_change" ? [phoneOf(event.to)] : []),
  ]);
  return [...new Set(phones)].map((value) => ({ kind: "phone" as const, value }));
}
