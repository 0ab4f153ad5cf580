import type { OrgSql } from "@leadlift/db/connect";
import type { Context } from "../context.ts";
import { type Contact, type LeadOfContact, leadsOfContacts } from "../lead/of-contact.ts";
import type { Subject } from "./event-input.ts";

/** Whose an event is: a lead, nobody that is known, or null where the subject names a visitor only. */
export type Found = { leadId: string; open: boolean } | "unknown" | null;

/** Finds the leads that events were sent for: by our id, by the sender's, by phone number, by e-mail address. */
export class LeadFinder {
  readonly #ids = new Map<string, string>();
  readonly #contacts: Map<string, LeadOfContact>;
  readonly #taken = new Map<string, string>();

  private constructor(ids: readonly { key: string; id: string }[], contacts: Map<string, LeadOfContact>) {
    for (const { key, id } of ids) this.#ids.set(key, id);
    this.#contacts = contacts;
  }

  static async of(sql: OrgSql, ctx: Context, subjects: readonly Subject[]): Promise<LeadFinder> {
    const leadIds = [...new Set(subjects.flatMap(({ leadId }) => leadId ?? []))];
    const named = subjects.filter(({ leadId }) => leadId === null);
    const externalIds = [...new Set(named.flatMap(({ externalId }) => externalId ?? []))];
    const contacts = named.filter(({ externalId }) => externalId === null).flatMap(contactsOf);
    return new LeadFinder(
      await byIds(sql, ctx, leadIds, externalIds),
      await leadsOfContacts(sql, ctx, contacts),
    );
  }

  find(subject: Subject): Found {
    if (subject.leadId !== null) return this.#known(`lead ${subject.leadId}`);
    if (subject.externalId !== null) return this.#known(`external ${subject.externalId}`);
    const contacts = contactsOf(subject);
    if (contacts.length === 0) return null;
    for (const { kind, value } of contacts) {
      const taken = this.#taken.get(`${kind} ${value}`);
      if (taken !== undefined) return { leadId: taken, open: true };
      const lead = this.#contacts.get(`${kind} ${value}`);
      if (lead?.leadId) return { leadId: lead.leadId, open: lead.open };
    }
    return "unknown";
  }

  /** A lead that was taken for the contacts meanwhile. */
  take(subject: Subject, leadId: string): void {
    for (const { kind, value } of contactsOf(subject)) this.#taken.set(`${kind} ${value}`, leadId);
  }

  #known(key: string): Found {
    const leadId = this.#ids.get(key);
    return leadId === undefined ? "unknown" : { leadId, open: true };
  }
}

export function contactsOf({ phone, email }: Pick<Subject, "phone" | "email">): Contact[] {
  return [
    ...(phone === null ? [] : [{ kind: "phone" as const, value: phone }]),
    ...(email === null ? [] : [{ kind: "email" as const, value: email }]),
  ];
}

async function byIds(
  sql: OrgSql,
  ctx: Context,
  leadIds: readonly string[],
  externalIds: readonly string[],
): Promise<{ key: string; id: string }[]> {
  if (leadIds.length + externalIds.length === 0) return [];
  const { rows } = await sql.query<{ key: string; id: string }>(
    `select 'lead ' || l.id as key, l.id
       from unnest($2::uuid[]) as wanted(id) join lead l on l.org_id = $1 and l.id = wanted.id
      union all
     select 'external ' || l.external_id, l.id
       from unnest($3::text[]) as wanted(id) join lead l on l.org_id = $1 and l.external_id = wanted.id`,
    [ctx.orgId, leadIds, externalIds],
    "leads of events",
  );
  return rows;
}
