import type { OrgSql } from "@leadlift/db/connect";
import type { Context } from "../context.ts";
import { holdPersons } from "../person/hold-persons.ts";
import {
  type ContactKind,
  type ContactRow,
  nameTokens,
  newPerson,
  openName,
  sealContact,
  sealName,
} from "../person/new-person.ts";
import { traitsVersion } from "../person/traits.ts";

/** A person as far as a batch of rows knows them. */
export interface PersonGroup {
  /** null: new */
  personId: string | null;
  name: string | null;
  /** the rows' name stands even if the person has another already */
  rename: boolean;
  phones: Set<string>;
  emails: Set<string>;
}

interface Contacts {
  name: string | null;
  phones: readonly string[];
  emails: readonly string[];
}

/** Finds who a row is about: by phone number, then by e-mail address, among persons known and those of this batch. */
export class PersonGroups {
  readonly #byContact = new Map<string, PersonGroup>();
  readonly #byPerson = new Map<string, PersonGroup>();
  readonly #fresh: PersonGroup[] = [];

  static async of(sql: OrgSql, ctx: Context, drafts: readonly Contacts[]): Promise<PersonGroups> {
    const groups = new PersonGroups();
    const { crypto } = ctx.organisation;
    const wanted = new Map<string, { kind: ContactKind; value: string }>();
    for (const { phones, emails } of drafts) {
      for (const value of phones)
        wanted.set(hex(crypto.blindIndex("phone", value)), { kind: "phone", value });
      for (const value of emails)
        wanted.set(hex(crypto.blindIndex("email", value)), { kind: "email", value });
    }
    if (wanted.size === 0) return groups;
    const { rows } = await sql.query<{ blindIndex: Buffer; personId: string }>(
      `select c.blind_index as "blindIndex", c.person_id as "personId"
         from unnest($2::text[], $3::bytea[]) as wanted(kind, blind_index)
         join contact_point c on c.org_id = $1 and c.kind = wanted.kind and c.blind_index = wanted.blind_index`,
      [
        ctx.orgId,
        [...wanted.values()].map(({ kind }) => kind),
        [...wanted.keys()].map((key) => Buffer.from(key, "hex")),
      ],
    );
    for (const { blindIndex, personId } of rows) {
      const contact = wanted.get(hex(blindIndex));
      if (contact) groups.#byContact.set(contactKey(contact.kind, contact.value), groups.known(personId));
    }
    return groups;
  }

  /** The person of a new lead; a contact that is somebody else's stays theirs. */
  join(draft: Contacts): PersonGroup {
    const keys = [
      ...draft.phones.map((value) => contactKey("phone", value)),
      ...draft.emails.map((value) => contactKey("email", value)),
    ];
    const found = keys.map((key) => this.#byContact.get(key)).find((group) => group !== undefined);
    const group = found ?? this.#start();
    group.name ??= draft.name;
    this.extend(group, draft);
    return group;
  }

  known(personId: string): PersonGroup {
    let group = this.#byPerson.get(personId);
    if (!group) {
      group = { personId, name: null, rename: false, phones: new Set(), emails: new Set() };
      this.#byPerson.set(personId, group);
    }
    return group;
  }

  extend(group: PersonGroup, { phones, emails }: Omit<Contacts, "name">): void {
    const claim = (kind: ContactKind, value: string, into: Set<string>) => {
      const key = contactKey(kind, value);
      if (this.#byContact.has(key)) return;
      this.#byContact.set(key, group);
      into.add(value);
    };
    for (const value of phones) claim("phone", value, group.phones);
    for (const value of emails) claim("email", value, group.emails);
  }

  /**
   * Writes new persons and what is new about known ones; every group has its personId afterwards. Gives the ids of
   * known ones of whom there was something new.
   */
  async store(sql: OrgSql, ctx: Context): Promise<Set<string>> {
    const { crypto } = ctx.organisation;
    const persons = this.#fresh.map((group) => {
      const person = newPerson(crypto, {
        name: group.name,
        phones: [...group.phones],
        emails: [...group.emails],
      });
      group.personId = person.id;
      return person;
    });
    const groups = [...this.#byPerson.values()];
    const held = await holdPersons(
      sql,
      ctx,
      groups.flatMap(({ personId, phones, emails }) =>
        personId !== null && phones.size + emails.size > 0 ? [personId] : [],
      ),
    );
    const known = await additions(sql, ctx, groups);
    await insertPersons(sql, ctx, persons);
    await insertContacts(sql, ctx, [
      ...persons.flatMap(({ id, contacts }) =>
        contacts.map((contact) => ({ personId: id, contact, since: null })),
      ),
      ...known.contacts.map((each) => ({ ...each, since: held.changedAt })),
    ]);
    await held.changed();
    await renamePersons(sql, ctx, known.names);
    await insertTokens(sql, ctx, [
      ...persons.flatMap(({ id, tokens }) => tokens.map((token) => ({ personId: id, token }))),
      ...known.names.flatMap(({ personId, tokens }) => tokens.map((token) => ({ personId, token }))),
    ]);
    return new Set([...known.contacts, ...known.names].map(({ personId }) => personId));
  }

  #start(): PersonGroup {
    const group: PersonGroup = {
      personId: null,
      name: null,
      rename: false,
      phones: new Set(),
      emails: new Set(),
    };
    this.#fresh.push(group);
    return group;
  }
}

interface NewName {
  personId: string;
  sealed: Uint8Array;
  tokens: Uint8Array[];
}

interface NewContact {
  personId: string;
  contact: ContactRow;
}

/** What rows add to persons that are known: contact points, a name where there was none or another one is given. */
async function additions(
  sql: OrgSql,
  ctx: Context,
  groups: readonly PersonGroup[],
): Promise<{ names: NewName[]; contacts: NewContact[] }> {
  const added: { names: NewName[]; contacts: NewContact[] } = { names: [], contacts: [] };
  const changed = groups.filter(({ name, phones, emails }) => name !== null || phones.size + emails.size > 0);
  if (changed.length === 0) return added;
  const { crypto } = ctx.organisation;
  const { rows } = await sql.query<{ id: string; wrappedKey: Buffer; nameSealed: Buffer | null }>(
    `select id, wrapped_key as "wrappedKey", name_sealed as "nameSealed" from person
      where org_id = $1 and id = any($2::uuid[])`,
    [ctx.orgId, changed.map(({ personId }) => personId)],
  );
  const stored = new Map(rows.map((row) => [row.id, row]));
  for (const { personId, name, rename, phones, emails } of changed) {
    const row = personId === null ? undefined : stored.get(personId);
    if (!row) continue;
    const person = crypto.person(row.id, row.wrappedKey);
    const before = row.nameSealed && openName(person, row.id, row.nameSealed);
    const contact = (kind: ContactKind, value: string) =>
      sealContact(crypto, person, kind, value, (rename ? name : before) ?? name);
    for (const value of phones) added.contacts.push({ personId: row.id, contact: contact("phone", value) });
    for (const value of emails) added.contacts.push({ personId: row.id, contact: contact("email", value) });
    const differs = before === null || (rename && before !== name);
    if (name !== null && differs) {
      added.names.push({
        personId: row.id,
        sealed: sealName(person, row.id, name),
        tokens: nameTokens(crypto, name),
      });
    }
  }
  return added;
}

async function insertPersons(
  sql: OrgSql,
  ctx: Context,
  persons: readonly ReturnType<typeof newPerson>[],
): Promise<void> {
  if (persons.length === 0) return;
  await sql.query(
    `insert into person (org_id, id, wrapped_key, name_sealed)
     select $1::uuid, * from unnest($2::uuid[], $3::bytea[], $4::bytea[])`,
    [
      ctx.orgId,
      persons.map(({ id }) => id),
      persons.map(({ wrappedKey }) => wrappedKey),
      persons.map(({ nameSealed }) => nameSealed),
    ],
    "import persons",
  );
}

/** `since` null: known for as long as the person is. */
async function insertContacts(
  sql: OrgSql,
  ctx: Context,
  rows: readonly (NewContact & { since: Date | null })[],
): Promise<void> {
  if (rows.length === 0) return;
  await sql.query(
    `insert into contact_point (org_id, id, person_id, kind, sealed, blind_index, last4_index, traits, created_at,
                                traits_version)
     select $1::uuid, id, person_id, kind, sealed, blind_index, last4_index, traits, coalesce(since, now()), $10::int
       from unnest($2::uuid[], $3::uuid[], $4::text[], $5::bytea[], $6::bytea[], $7::bytea[], $8::jsonb[],
                   $9::timestamptz[])
            as row(id, person_id, kind, sealed, blind_index, last4_index, traits, since)
         on conflict (org_id, kind, blind_index) do nothing`,
    [
      ctx.orgId,
      rows.map(({ contact }) => contact.id),
      rows.map(({ personId }) => personId),
      rows.map(({ contact }) => contact.kind),
      rows.map(({ contact }) => contact.sealed),
      rows.map(({ contact }) => contact.blindIndex),
      rows.map(({ contact }) => contact.last4Index),
      rows.map(({ contact }) => JSON.stringify(contact.traits)),
      rows.map(({ since }) => since),
      traitsVersion,
    ],
    "import contacts",
  );
}

async function renamePersons(sql: OrgSql, ctx: Context, names: readonly NewName[]): Promise<void> {
  if (names.length === 0) return;
  const ids = names.map(({ personId }) => personId);
  await sql.query(
    `update person p set name_sealed = named.sealed, updated_at = now()
       from unnest($2::uuid[], $3::bytea[]) as named(id, sealed) where p.org_id = $1::uuid and p.id = named.id`,
    [ctx.orgId, ids, names.map(({ sealed }) => sealed)],
  );
  await sql.query("delete from person_name_token where org_id = $1 and person_id = any($2::uuid[])", [
    ctx.orgId,
    ids,
  ]);
}

async function insertTokens(
  sql: OrgSql,
  ctx: Context,
  rows: readonly { personId: string; token: Uint8Array }[],
): Promise<void> {
  if (rows.length === 0) return;
  await sql.query(
    `insert into person_name_token (org_id, token, person_id)
     select $1::uuid, * from unnest($2::bytea[], $3::uuid[]) on conflict do nothing`,
    [ctx.orgId, rows.map(({ token }) => token), rows.map(({ personId }) => personId)],
    "import name tokens",
  );
}

function contactKey(kind: ContactKind, value: string): string {
  return `${kind} ${value}`;
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("hex");
}
