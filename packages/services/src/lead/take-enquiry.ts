import type { OrgSql } from "@leadlift/db/connect";
import { newId } from "@leadlift/db/id";
import { handOut } from "../assignment/hand-out.ts";
import type { Context } from "../context.ts";
import { promiseEnrichment } from "../enrichment/promise.ts";
import { ServiceError } from "../errors.ts";
import { PersonGroups } from "../import/group-persons.ts";
import { type Contact, leadsOfContacts } from "./of-contact.ts";

export interface Enquiry {
  name: string | null;
  /** E.164 */
  phones: readonly string[];
  /** case-folded */
  emails: readonly string[];
  /** buyer, unless it is said */
  kind?: string;
  source: string | null;
  listingExternalId?: string | null;
  /** of a new lead, by keys that are defined */
  attributes?: Readonly<Record<string, string>>;
  at: Date;
}

/**
 * The open lead of whoever enquires, or a new one; the person too is new where no phone number or address is known.
 * A new lead's score is promised with the event that goes with the enquiry, and it is handed out. Throws BAD_INPUT without a contact.
 */
export async function takeEnquiry(
  sql: OrgSql,
  ctx: Context,
  enquiry: Enquiry,
): Promise<{ leadId: string; personId: string; created: boolean }> {
  const contacts: Contact[] = [
    ...enquiry.phones.map((value) => ({ kind: "phone" as const, value })),
    ...enquiry.emails.map((value) => ({ kind: "email" as const, value })),
  ];
  if (contacts.length === 0) {
    throw new ServiceError("BAD_INPUT", "An enquiry needs a phone number or an e-mail address.");
  }
  await lockContacts(sql, ctx, contacts);
  const persons = await PersonGroups.of(sql, ctx, [enquiry]);
  const group = persons.join(enquiry);
  await persons.store(sql, ctx);
  const known = await leadsOfContacts(sql, ctx, contacts);
  const personId = group.personId ?? "";
  const open = [...known.values()].find((lead) => lead.personId === personId && lead.open);
  if (open?.leadId) return { leadId: open.leadId, personId, created: false };
  const leadId = await insertLead(sql, ctx, personId, enquiry);
  await promiseEnrichment(sql, ctx, { leadIds: [leadId] });
  await handOut(sql, ctx, { leadId, at: enquiry.at });
  return { leadId, personId, created: true };
}

/** Two enquiries of one person at once make one person and one lead. */
export async function lockContacts(sql: OrgSql, ctx: Context, contacts: readonly Contact[]): Promise<void> {
  const keys = contacts.map(({ kind, value }) =>
    Buffer.from(ctx.organisation.crypto.blindIndex(kind, value)).toString("hex"),
  );
  await sql.query(
    `select pg_advisory_xact_lock(hashtextextended($1 || key, 0)) from (select unnest($2::text[]) as key order by 1) held`,
    [ctx.orgId, keys],
  );
}

async function insertLead(sql: OrgSql, ctx: Context, personId: string, enquiry: Enquiry): Promise<string> {
  const leadId = newId();
  const { kind = "buyer", source, listingExternalId = null, attributes = {}, at } = enquiry;
  await sql.query(
    `insert into lead (org_id, id, person_id, kind, source, enquired_at, created_at, updated_at, listing_id,
                       attributes)
     values ($1, $2, $3, $4, $5, $6, $7, $7, (select id from listing where org_id = $1 and external_id = $8), $9)`,
    [ctx.orgId, leadId, personId, kind, source, at, ctx.now(), listingExternalId, JSON.stringify(attributes)],
  );
  return leadId;
}
