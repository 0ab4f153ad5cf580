import type { OrganisationCrypto, PersonCrypto } from "@leadlift/db/encryption";
import { newId } from "@leadlift/db/id";
import type { ContactTraits } from "@leadlift/scoring/features";
import { namePrefixes } from "./name-prefixes.ts";
import { emailTraits, phoneTraits } from "./traits.ts";

/** A person's rows, sealed with a key of their own. `phones` in E.164, `emails` normalised. */
export interface PersonRows {
  id: string;
  wrappedKey: Uint8Array<ArrayBuffer>;
  nameSealed: Uint8Array<ArrayBuffer> | null;
  contacts: ContactRow[];
  tokens: Uint8Array<ArrayBuffer>[];
}

export interface ContactRow {
  id: string;
  kind: ContactKind;
  sealed: Uint8Array<ArrayBuffer>;
  blindIndex: Uint8Array<ArrayBuffer>;
  last4Index: Uint8Array<ArrayBuffer> | null;
  traits: ContactTraits;
}

export type ContactKind = "phone" | "email";

export interface PersonInput {
  name: string | null;
  phones: readonly string[];
  emails: readonly string[];
}

export function newPerson(crypto: OrganisationCrypto, input: PersonInput): PersonRows {
  const id = newId();
  const { wrappedKey, person } = crypto.newPersonKey(id);
  return {
    id,
    wrappedKey,
    nameSealed: input.name === null ? null : sealName(person, id, input.name),
    contacts: [
      ...input.phones.map((phone) => sealContact(crypto, person, "phone", phone, input.name)),
      ...input.emails.map((email) => sealContact(crypto, person, "email", email, input.name)),
    ],
    tokens: input.name === null ? [] : nameTokens(crypto, input.name),
  };
}

export function sealName(person: PersonCrypto, personId: string, name: string): Uint8Array<ArrayBuffer> {
  return person.seal({ table: "person", column: "name_sealed", row: personId }, name);
}

export function openName(person: PersonCrypto, personId: string, sealed: Uint8Array): string {
  return person.openText({ table: "person", column: "name_sealed", row: personId }, sealed);
}

export function sealContact(
  crypto: OrganisationCrypto,
  person: PersonCrypto,
  kind: ContactKind,
  value: string,
  /** of the person, as far as it is known */
  name: string | null,
): ContactRow {
  const id = newId();
  return {
    id,
    kind,
    sealed: person.seal({ table: "contact_point", column: "sealed", row: id }, value),
    blindIndex: crypto.blindIndex(kind, value),
    last4Index: kind === "phone" ? crypto.blindIndex("last4", value.slice(-4)) : null,
    traits: kind === "phone" ? phoneTraits(value) : emailTraits(value, name),
  };
}

export function openContact(person: PersonCrypto, contactId: string, sealed: Uint8Array): string {
  return person.openText({ table: "contact_point", column: "sealed", row: contactId }, sealed);
}

/** The HMACs by which a name is found as it is typed. */
export function nameTokens(crypto: OrganisationCrypto, name: string): Uint8Array<ArrayBuffer>[] {
  return namePrefixes(name).map((prefix) => crypto.blindIndex("name-prefix", prefix));
}
