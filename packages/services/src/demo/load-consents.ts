import type { OrgSql } from "@leadlift/db/connect";
import type { Purpose, SimulatedConsent, SimulatedLead } from "@leadlift/simulator";
import { type CheckedEntry, consentEntryInput } from "../consent/consent-entry.ts";
import { publishNotice } from "../consent/publish-notice.ts";
import { recordConsentsIn } from "../consent/record.ts";
import type { Context } from "../context.ts";

const notices: Readonly<Record<Purpose, string>> = {
  enquiry_reply: "We use your name and contact details to answer your enquiry about a property.",
  scoring: "We use your enquiry and what you do with our messages to decide whom to call first.",
  web_tracking: "We note which pages and properties you look at on this site.",
  whatsapp_marketing: "We send you offers and new properties on WhatsApp. You can stop this at any time.",
  calls: "We call you about your enquiry and note when we spoke.",
};
const locale = "en-IN";

/** What people were shown, in English; gives hashes by purpose. */
export async function publishNotices(ctx: Context): Promise<Map<Purpose, string>> {
  const hashes = new Map<Purpose, string>();
  for (const purpose of purposesOfNotices) {
    const { hash } = await publishNotice(ctx, { purpose, locale, text: notices[purpose] });
    hashes.set(purpose, hash);
  }
  return hashes;
}

const purposesOfNotices: readonly Purpose[] = [
  "enquiry_reply",
  "scoring",
  "web_tracking",
  "whatsapp_marketing",
  "calls",
];

/** Enters what the leads' persons agreed to and took back, as it was known then. */
export async function loadConsents(
  sql: OrgSql,
  ctx: Context,
  leads: readonly { lead: SimulatedLead; personId: string }[],
  hashes: ReadonlyMap<Purpose, string>,
): Promise<void> {
  const byPerson = new Map<string, CheckedEntry[]>();
  for (const { lead, personId } of leads) {
    const entries = lead.consents.map((consent) => toEntry(consent, hashes));
    if (entries.length > 0) byPerson.set(personId, [...(byPerson.get(personId) ?? []), ...entries]);
  }
  const consents = [...byPerson].map(([personId, entries]) => ({ personId, entries }));
  await recordConsentsIn(sql, ctx, consents, { backfill: true });
}

function toEntry(consent: SimulatedConsent, hashes: ReadonlyMap<Purpose, string>): CheckedEntry {
  const noticeHash = consent.locale === locale ? hashes.get(consent.purpose) : undefined;
  return consentEntryInput.parse({ ...consent, ...(noticeHash === undefined ? {} : { noticeHash }) });
}
