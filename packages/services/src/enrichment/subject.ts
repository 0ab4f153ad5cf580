import type { OrgSql } from "@leadlift/db/connect";
import type { PersonCrypto } from "@leadlift/db/encryption";
import type { Context } from "../context.ts";
import { consentsAt, loadConsents } from "../feature/load-consents.ts";
import { openContact, openName } from "../person/new-person.ts";
import { emailTraits } from "../person/traits.ts";
import type { EnrichmentSubject } from "./template.ts";

/** Why a lead is not enriched. `gone`: deleted, merged into another or no longer open. */
export type NotEnriched = "gone" | "no_consent" | "no_provider";

export interface LeadSubject {
  personId: string;
  crypto: PersonCrypto;
  subject: EnrichmentSubject;
}

interface Row {
  personId: string;
  wrappedKey: Buffer;
  nameSealed: Buffer | null;
  contacts: { id: string; kind: string; sealed: string }[];
}

/** What may be asked with of an open lead, opened only where its person's consent to enrichment is in force. */
export async function readSubject(
  sql: OrgSql,
  ctx: Context,
  leadId: string,
): Promise<LeadSubject | Exclude<NotEnriched, "no_provider">> {
  const { rows } = await sql.query<Row>(
    `select p.id as "personId", p.wrapped_key as "wrappedKey", p.name_sealed as "nameSealed",
            (select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'kind', c.kind, 'sealed', encode(c.sealed, 'base64'))
                                       order by c.created_at, c.id), '[]')
               from contact_point c where c.org_id = p.org_id and c.person_id = p.id) as contacts
       from lead l join person p on p.org_id = l.org_id and p.id = l.person_id
      where l.org_id = $1 and l.id = $2 and l.status = 'open' and l.merged_into is null`,
    [ctx.orgId, leadId],
  );
  const [row] = rows;
  if (!row) return "gone";
  if (!(await mayEnrich(sql, ctx, leadId))) return "no_consent";
  const { personId, wrappedKey, nameSealed } = row;
  const crypto = ctx.organisation.crypto.person(personId, wrappedKey);
  const valuesOf = (wanted: string) =>
    row.contacts
      .filter(({ kind }) => kind === wanted)
      .map(({ id, sealed }) => openContact(crypto, id, Buffer.from(sealed, "base64")));
  const emails = valuesOf("email");
  const atWork = emails.find((address) => emailTraits(address, null).domain === "company");
  return {
    personId,
    crypto,
    subject: {
      email: atWork ?? emails[0] ?? null,
      phone: valuesOf("phone")[0] ?? null,
      name: nameSealed && openName(crypto, personId, nameSealed),
      domain: atWork?.slice(atWork.lastIndexOf("@") + 1) ?? null,
    },
  };
}

/** For a lead that stands for itself: the strictest of its persons' consents. */
export async function mayEnrich(sql: OrgSql, ctx: Context, leadId: string): Promise<boolean> {
  const consents = await loadConsents(sql, ctx, [leadId]);
  return consentsAt(consents, leadId, ctx.now().getTime()).enrichment.inForce;
}
