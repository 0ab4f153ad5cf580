import { asksToStop, type Message } from "@leadlift/connectors/whatsapp";
import type { OrgSql } from "@leadlift/db/connect";
import { type AttributeDefinition, defineAttributes } from "../attribute/define.ts";
import type { Context } from "../context.ts";
import { cleanText } from "../event/clean-text.ts";
import { takeEnquiry } from "../lead/take-enquiry.ts";
import { tidyName } from "../person/name-prefixes.ts";
import { type Item, timeOf } from "./item.ts";
import type { Senders } from "./senders.ts";

const adAttributes: readonly AttributeDefinition[] = [
  { key: "whatsapp_ad", label: "WhatsApp ad", kind: "categorical" },
  { key: "whatsapp_ad_type", label: "WhatsApp ad type", kind: "categorical" },
  { key: "whatsapp_ad_headline", label: "WhatsApp ad headline", kind: "text" },
];

/** Who writes and has no open lead enquires; who only reacts, or asks for no more messages, does not. */
export async function takeEnquiries(
  sql: OrgSql,
  ctx: Context,
  messages: readonly Item<Message>[],
  senders: Senders,
): Promise<void> {
  const inTime = messages.toSorted((a, b) => (timeOf(a)?.getTime() ?? 0) - (timeOf(b)?.getTime() ?? 0));
  for (const item of inTime) {
    const { event, phone } = item;
    if (phone === null || event.type === "reaction" || asksToStop(event.text)) continue;
    if (senders.of(item)?.open) continue;
    const now = ctx.now();
    const at = timeOf(item);
    const { leadId, personId } = await takeEnquiry(sql, ctx, {
      name: event.name === null ? null : tidyName(cleanText(event.name).slice(0, 300)),
      phones: [phone],
      emails: [],
      source: "whatsapp",
      attributes: await attributesOf(sql, ctx, event),
      at: at && at < now ? at : now,
    });
    senders.met(phone, { personId, leadId, open: true });
  }
}

async function attributesOf(
  sql: OrgSql,
  ctx: Context,
  { referral }: Message,
): Promise<Record<string, string>> {
  if (!referral) return {};
  await defineAttributes(sql, ctx, adAttributes);
  const said = [referral.id, referral.type, referral.headline];
  return Object.fromEntries(
    adAttributes.flatMap(({ key }, place) => {
      const value = cleanText(said[place] ?? "").slice(0, 500);
      return value ? [[key, value]] : [];
    }),
  );
}
