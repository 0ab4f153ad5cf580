import { createCipheriv, createDecipheriv, createHmac, randomBytes, randomFillSync } from "node:crypto";
import type { Keyring } from "./keyring.ts";

const sealVersion = 1;
const cachedOrganisations = 1_000;
const cachedPersons = 20_000;

/** A sealed value was changed, or moved from another table, column, organisation or row. */
export class SealError extends Error {
  override name = "SealError";
}

/** Where a sealed value stands. It opens nowhere else. */
export interface SealedAt {
  table: string;
  column: string;
  row: string;
}

export type BlindIndexKind = "phone" | "email" | "last4" | "name-prefix" | "row" | "endpoint" | "provider-id";

export interface WrappedOrganisationKeys {
  wrappedKey: Uint8Array;
  wrappedIndexKey: Uint8Array;
}

export interface FieldCrypto {
  newOrganisationKeys(orgId: string): {
    wrappedKey: Uint8Array<ArrayBuffer>;
    wrappedIndexKey: Uint8Array<ArrayBuffer>;
  };
  /** Throws KeyFileError where the keys were wrapped with another key file or for another organisation. */
  organisation(orgId: string, wrapped: WrappedOrganisationKeys): OrganisationCrypto;
}

/** Seals with AES-256-GCM: version (1 byte) ‖ iv (12) ‖ tag (16) ‖ data. Opening throws SealError. */
export interface PersonCrypto {
  seal(at: SealedAt, plain: Uint8Array | string): Uint8Array<ArrayBuffer>;
  open(at: SealedAt, sealed: Uint8Array): Uint8Array<ArrayBuffer>;
  openText(at: SealedAt, sealed: Uint8Array): string;
}

export interface OrganisationCrypto extends PersonCrypto {
  newPersonKey(personId: string): { wrappedKey: Uint8Array<ArrayBuffer>; person: PersonCrypto };
  person(personId: string, wrappedKey: Uint8Array): PersonCrypto;
  /**
   * 16 bytes of HMAC-SHA-256 under the organisation's index key: equal values of one kind are found,
   * nothing else can be told, and nothing can be compared between organisations.
   */
  blindIndex(kind: BlindIndexKind, normalised: string): Uint8Array<ArrayBuffer>;
}

export function createFieldCrypto(keyring: Keyring): FieldCrypto {
  const organisations = new Recent<OrganisationCrypto>(cachedOrganisations);
  const persons = new Recent<PersonCrypto>(cachedPersons);
  return {
    newOrganisationKeys: (org) => ({
      wrappedKey: plainBytes(keyring.wrap(randomBytes(32), { org, use: "data" })),
      wrappedIndexKey: plainBytes(keyring.wrap(randomBytes(32), { org, use: "index" })),
    }),
    organisation: (org, { wrappedKey, wrappedIndexKey }) =>
      organisations.get(`${org} ${text(wrappedKey)} ${text(wrappedIndexKey)}`, () =>
        organisationCrypto(
          keyring,
          org,
          keyring.unwrap(wrappedKey, { org, use: "data" }),
          keyring.unwrap(wrappedIndexKey, { org, use: "index" }),
          persons,
        ),
      ),
  };
}

function organisationCrypto(
  keyring: Keyring,
  org: string,
  dataKey: Buffer,
  indexKey: Buffer,
  persons: Recent<PersonCrypto>,
): OrganisationCrypto {
  return {
    ...sealer(org, dataKey),
    newPersonKey(person) {
      const key = randomBytes(32);
      return {
        wrappedKey: plainBytes(keyring.wrap(key, { org, person, use: "data" })),
        person: sealer(org, key),
      };
    },
    person: (person, wrappedKey) =>
      persons.get(`${org} ${person} ${text(wrappedKey)}`, () =>
        sealer(org, keyring.unwrap(wrappedKey, { org, person, use: "data" })),
      ),
    blindIndex: (kind, normalised) =>
      plainBytes(createHmac("sha256", indexKey).update(`${kind}\0${normalised}`).digest().subarray(0, 16)),
  };
}

function sealer(org: string, key: Buffer): PersonCrypto {
  const open = (at: SealedAt, sealed: Uint8Array): Buffer => {
    const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
    if (bytes.length < 29 || bytes[0] !== sealVersion) throw new SealError("Not a sealed value.");
    const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(1, 13));
    decipher.setAAD(place(org, at)).setAuthTag(bytes.subarray(13, 29));
    try {
      const head = decipher.update(bytes.subarray(29));
      decipher.final();
      return head;
    } catch {
      throw new SealError(`A sealed value of ${at.table}.${at.column} was changed or moved.`);
    }
  };
  return {
    seal(at, plain) {
      const iv = newIv();
      const cipher = createCipheriv("aes-256-gcm", key, iv).setAAD(place(org, at));
      const data = typeof plain === "string" ? cipher.update(plain, "utf8") : cipher.update(plain);
      // GCM is a stream cipher: final() adds no bytes, it only makes the tag.
      cipher.final();
      return plainBytes(Buffer.concat([Buffer.of(sealVersion), iv, cipher.getAuthTag(), data]));
    },
    open: (at, sealed) => plainBytes(open(at, sealed)),
    openText: (at, sealed) => open(at, sealed).toString("utf8"),
  };
}

const ivBytes = 12;
const ivs = Buffer.alloc(ivBytes * 512);
let ivsUsed = ivs.length;

/** Drawn many at once: each draw by itself costs as much as sealing. */
function newIv(): Buffer {
  if (ivsUsed === ivs.length) {
    randomFillSync(ivs);
    ivsUsed = 0;
  }
  ivsUsed += ivBytes;
  // A copy: the next draw writes over all of them.
  return Buffer.from(ivs.subarray(ivsUsed - ivBytes, ivsUsed));
}

function place(org: string, at: SealedAt): Buffer {
  return Buffer.from(JSON.stringify([at.table, at.column, org, at.row]));
}

function text(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
}

// Prisma's Bytes are Uint8Array over an ArrayBuffer of their own kind; a Buffer is typed more loosely.
function plainBytes(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return bytes.buffer instanceof ArrayBuffer
    ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    : new Uint8Array(bytes);
}

/** Keeps the values used last. */
class Recent<T> {
  readonly #values = new Map<string, T>();
  readonly #most: number;
  constructor(most: number) {
    this.#most = most;
  }
  get(key: string, make: () => T): T {
    const known = this.#values.get(key);
    if (known !== undefined) {
      this.#values.delete(key);
      this.#values.set(key, known);
      return known;
    }
    const made = make();
    this.#values.set(key, made);
    if (this.#values.size > this.#most) {
      const oldest = this.#values.keys().next();
      if (!oldest.done) this.#values.delete(oldest.value);
    }
    return made;
  }
}
