import type { OrgSql } from "@leadlift/db/connect";
import type { SimulatedLead, SimulatedPerson } from "@leadlift/simulator";
import type { OrganisationSettings } from "../context.ts";
import { normaliseEmail } from "../person/email.ts";
import { newPerson, type PersonRows } from "../person/new-person.ts";
import { normalisePhone } from "../person/phone.ts";
import { traitsVersion } from "../person/traits.ts";

type Organisation = Pick<OrganisationSettings, "id" | "crypto">;

/** The ids of `people`, those made who are not there yet; one who comes twice is one. */
export async function insertPeople(
  sql: OrgSql,
  { id: orgId, crypto }: Organisation,
  people: readonly SimulatedPerson[],
  leads: readonly SimulatedLead[],
): Promise<string[]> {
  const ids = await knownPeople(sql, { id: orgId, crypto }, people);
  const fresh: { rows: PersonRows; at: Date }[] = [];
  people.forEach((person, index) => {
    if (ids.has(person)) return;
    const phones = person.phone === null ? [] : [normalised(person.phone, normalisePhone)];
    const emails = person.email === null ? [] : [normalised(person.email, normaliseEmail)];
    const rows = newPerson(crypto, { name: person.name, phones, emails });
    ids.set(person, rows.id);
    fresh.push({ rows, at: leads[index]?.createdAt ?? new Date() });
  });
  await insertPersons(sql, orgId, fresh);
  return people.map((person) => ids.get(person) ?? "");
}

async function knownPeople(
  sql: OrgSql,
  { id: orgId, crypto }: Organisation,
  people: readonly SimulatedPerson[],
): Promise<Map<SimulatedPerson, string>> {
  const contacts = people.flatMap((person) => [
    ...(person.phone === null
      ? []
      : [{ person, index: crypto.blindIndex("phone", normalised(person.phone, normalisePhone)) }]),
    ...(person.email === null
      ? []
      : [{ person, index: crypto.blindIndex("email", normalised(person.email, normaliseEmail)) }]),
  ]);
  const { rows } = await sql.query<{ at: number; person_id: string }>(
    `select t.at::int as at, c.person_id
       from unnest($2::bytea[]) with ordinality as t (blind_index, at)
       join contact_point c on c.org_id = $1 and c.kind in ('phone', 'email') and c.blind_index = t.blind_index`,
    [orgId, contacts.map(({ index }) => index)],
  );
  const known = new Map<SimulatedPerson, string>();
  for (const { at, person_id: personId } of rows) {
    const contact = contacts[at - 1];
    if (contact) known.set(contact.person, personId);
  }
  return known;
}

function normalised(text: string, normalise: (text: string) => string | null): string {
  return normalise(text) ?? text;
}

async function insertPersons(
  sql: OrgSql,
  orgId: string,
  persons: readonly { rows: PersonRows; at: Date }[],
): Promise<void> {
  await sql.query(
    `insert into person (org_id, id, wrapped_key, name_sealed, created_at, updated_at)
     select $1, id, wrapped_key, name_sealed, at, at
       from unnest($2::uuid[], $3::bytea[], $4::bytea[], $5::timestamptz[]) as t (id, wrapped_key, name_sealed, at)`,
    [
      orgId,
      persons.map(({ rows }) => rows.id),
      persons.map(({ rows }) => rows.wrappedKey),
      persons.map(({ rows }) => rows.nameSealed),
      persons.map(({ at }) => at),
    ],
  );
  const contacts = persons.flatMap(({ rows, at }) =>
    rows.contacts.map((contact) => ({ ...contact, personId: rows.id, at })),
  );
  await sql.query(
    `insert into contact_point (org_id, id, person_id, kind, sealed, blind_index, last4_index, created_at, traits,
                                traits_version)
     select $1, *, ${traitsVersion} from unnest($2::uuid[], $3::uuid[], $4::text[], $5::bytea[], $6::bytea[], $7::bytea[],
                                                $8::timestamptz[], $9::jsonb[])
     on conflict (org_id, kind, blind_index) do nothing`,
    [
      orgId,
      contacts.map(({ id }) => id),
      contacts.map(({ personId }) => personId),
      contacts.map(({ kind }) => kind),
      contacts.map(({ sealed }) => sealed),
      contacts.map(({ blindIndex }) => blindIndex),
      contacts.map(({ last4Index }) => last4Index),
      contacts.map(({ at }) => at),
      contacts.map(({ traits }) => JSON.stringify(traits)),
    ],
  );
  const tokens = persons.flatMap(({ rows }) => rows.tokens.map((token) => ({ token, personId: rows.id })));
  await sql.query(
    `insert into person_name_token (org_id, token, person_id) select $1, * from unnest($2::bytea[], $3::uuid[])`,
    [orgId, tokens.map(({ token }) => token), tokens.map(({ personId }) => personId)],
  );
}
