import type { OrgSql } from "@leadlift/db/connect";
import type { Context } from "../context.ts";
import type { ContactKind } from "../person/new-person.ts";

/** `value` in E.164 or case-folded. */
export interface Contact {
  kind: ContactKind;
  value: string;
}

export interface LeadOfContact {
  personId: string;
  /** the person's newest open lead, or newest at all; null: none */
  leadId: string | null;
  open: boolean;
}

/** Whose the contact points are, by `${kind} ${value}`. */
export async function leadsOfContacts(
  sql: OrgSql,
  ctx: Context,
  contacts: readonly Contact[],
): Promise<Map<string, LeadOfContact>> {
  if (contacts.length === 0) return new Map();
  const wanted = [...new Map(contacts.map((contact) => [keyOf(contact), contact])).values()];
  const { rows } = await sql.query<LeadOfContact & { place: number }>(
    `select wanted.place::int, c.person_id as "personId", newest.id as "leadId", coalesce(newest.open, false) as open
       from unnest($2::text[], $3::bytea[]) with ordinality as wanted(kind, blind_index, place)
       join contact_point c on c.org_id = $1 and c.kind = wanted.kind and c.blind_index = wanted.blind_index
       left join lateral (
         select l.id, l.status = 'open' as open from lead l
          where l.org_id = $1 and l.person_id = c.person_id
          order by l.status = 'open' desc, l.merged_into is null desc, coalesce(l.enquired_at, l.created_at) desc, l.id desc
          limit 1) newest on true`,
    [
      ctx.orgId,
      wanted.map(({ kind }) => kind),
      wanted.map(({ kind, value }) => ctx.organisation.crypto.blindIndex(kind, value)),
    ],
    "leads of contacts",
  );
  return new Map(
    rows.flatMap(({ place, ...lead }) => {
      const contact = wanted[place - 1];
      return contact ? [[keyOf(contact), lead]] : [];
    }),
  );
}

function keyOf({ kind, value }: Contact): string {
  return `${kind} ${value}`;
}
