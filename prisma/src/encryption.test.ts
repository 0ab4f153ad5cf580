import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { createFieldCrypto, SealError } from "./encryption.ts";
import { newId } from "./id.ts";
import { loadKeyFile } from "./keyring.ts";

const folder = mkdtempSync(join(tmpdir(), "leadlift-seals-"));
afterAll(() => rmSync(folder, { recursive: true }));
const keyring = loadKeyFile(join(folder, "leadlift.key"), { create: true });
const crypto = createFieldCrypto(keyring);

function organisation() {
  const id = newId();
  return crypto.organisation(id, crypto.newOrganisationKeys(id));
}
const ours = organisation();
const theirs = organisation();
const personId = newId();
const { person, wrappedKey } = ours.newPersonKey(personId);
const at = { table: "person", column: "name_sealed", row: newId() };

describe("a sealed value", () => {
  it("opens to what was sealed, whatever it is", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2_000 }), fc.string({ unit: "binary" }), (bytes, text) => {
        expect(Buffer.from(person.open(at, person.seal(at, bytes)))).toEqual(Buffer.from(bytes));
        expect(person.openText(at, ours.person(personId, wrappedKey).seal(at, text))).toBe(
          Buffer.from(text).toString(),
        );
      }),
    );
  });

  it("opens nowhere else: no other table, column, row, person or organisation", () => {
    const sealed = person.seal(at, "Meera Iyer");
    const elsewhere = [{ table: "lead" }, { column: "other" }, { row: newId() }].map((change) => ({
      ...at,
      ...change,
    }));
    for (const place of elsewhere) expect(() => person.openText(place, sealed)).toThrow(SealError);
    expect(() => ours.openText(at, sealed)).toThrow(SealError);
    expect(() => ours.newPersonKey(personId).person.openText(at, sealed)).toThrow(SealError);
    expect(() => theirs.openText(at, ours.seal(at, "x"))).toThrow(SealError);
  });

  it("opens only as it was, to the last bit", () => {
    const sealed = person.seal(at, "+919876543210");
    fc.assert(
      fc.property(fc.nat(sealed.length * 8 - 1), (bit) => {
        const changed = Uint8Array.from(sealed);
        changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(() => person.open(at, changed)).toThrow(SealError);
      }),
    );
    fc.assert(
      fc.property(fc.nat(sealed.length - 1), (length) => {
        expect(() => person.open(at, sealed.subarray(0, length))).toThrow(SealError);
      }),
    );
  });

  it("never looks the same twice", () => {
    const sealed = Array.from({ length: 1_000 }, () => Buffer.from(person.seal(at, "same")).toString("hex"));
    expect(new Set(sealed).size).toBe(1_000);
  });

  it("has the version, the iv, the tag and the data, and no more", () => {
    expect(person.seal(at, "")).toHaveLength(29);
    expect(person.seal(at, "abc")).toHaveLength(32);
    expect(person.seal(at, "abc")[0]).toBe(1);
  });
});

describe("a blind index", () => {
  const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");

  it("finds equal values of one kind in one organisation", () => {
    expect(hex(ours.blindIndex("phone", "+919876543210"))).toBe(
      hex(ours.blindIndex("phone", "+919876543210")),
    );
  });

  it("tells nothing between organisations, kinds or values", () => {
    const all = [
      ours.blindIndex("phone", "3210"),
      theirs.blindIndex("phone", "3210"),
      ours.blindIndex("last4", "3210"),
      ours.blindIndex("email", "3210"),
      ours.blindIndex("name-prefix", "3210"),
      ours.blindIndex("row", "3210"),
      ours.blindIndex("phone", "3211"),
    ].map(hex);
    expect(new Set(all).size).toBe(all.length);
  });
});

it("opens no organisation's or person's keys for another", () => {
  const [one, two] = [newId(), newId()];
  const keys = crypto.newOrganisationKeys(one);
  expect(() => crypto.organisation(two, keys)).toThrow(/moved from another organisation/);
  expect(() => theirs.person(personId, wrappedKey)).toThrow(/moved from another organisation or person/);
  expect(() => ours.person(newId(), wrappedKey)).toThrow(/moved from another organisation or person/);
});
