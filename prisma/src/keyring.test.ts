import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { KeyFileError, loadKeyFile } from "./keyring.ts";

const folder = mkdtempSync(join(tmpdir(), "leadlift-keys-"));
afterAll(() => rmSync(folder, { recursive: true }));
const at = (name: string) => join(folder, name);

describe("a key file", () => {
  it("is made once, of 32 bytes that only its user may read", () => {
    const first = loadKeyFile(at("new/leadlift.key"), { create: true });
    const again = loadKeyFile(at("new/leadlift.key"), { create: true });
    expect(again.fingerprint).toBe(first.fingerprint);
    expect(Buffer.from(readFileSync(at("new/leadlift.key"), "utf8"), "base64")).toHaveLength(32);
    expect(statSync(at("new/leadlift.key")).mode & 0o777).toBe(0o600);
  });

  it("is never made anew where it should be there", () => {
    expect(() => loadKeyFile(at("lost.key"), { create: false })).toThrow(
      /^The key file .*lost\.key is missing: put back the copy/,
    );
  });

  it.each(["", "short", "!".repeat(44), Buffer.alloc(31).toString("base64")])(
    "is refused when it holds %j",
    (text) => {
      writeFileSync(at("damaged.key"), text);
      expect(() => loadKeyFile(at("damaged.key"), { create: true })).toThrow(
        /is damaged: it must hold 32 bytes/,
      );
    },
  );

  it("says when it cannot be read", () => {
    expect(() => loadKeyFile(folder, { create: true })).toThrow(/cannot be read \(EISDIR\)/);
  });

  it("says when it cannot be written", () => {
    writeFileSync(at("file"), "");
    expect(() => loadKeyFile(join(at("file"), "leadlift.key"), { create: true })).toThrow(KeyFileError);
    chmodSync(at("file"), 0o600);
  });
});

describe("a wrapped key", () => {
  const keyring = loadKeyFile(at("one.key"), { create: true });
  const owner = { org: "a", person: "p", use: "data" } as const;
  const key = Buffer.alloc(32, 7);

  it("opens for its owner", () => {
    expect(keyring.unwrap(keyring.wrap(key, owner), owner)).toEqual(key);
  });

  it("opens for no other organisation, person or use, and with no other key file", () => {
    const wrapped = keyring.wrap(key, owner);
    const other = loadKeyFile(at("two.key"), { create: true });
    expect(() => keyring.unwrap(wrapped, { ...owner, org: "b" })).toThrow(KeyFileError);
    expect(() => keyring.unwrap(wrapped, { ...owner, person: "q" })).toThrow(KeyFileError);
    expect(() => keyring.unwrap(wrapped, { ...owner, use: "index" })).toThrow(KeyFileError);
    expect(() => keyring.unwrap(wrapped, { org: "a", use: "data" })).toThrow(KeyFileError);
    expect(() => other.unwrap(wrapped, owner)).toThrow(/not wrapped with the key file/);
  });
});

it("gives each role and each key file its own password", () => {
  const keyrings = ["one.key", "two.key"].map((name) => loadKeyFile(at(name), { create: true }));
  const passwords = keyrings.flatMap((keyring) =>
    ["leadlift_app", "leadlift_auth"].map(keyring.rolePassword),
  );
  expect(new Set(passwords).size).toBe(4);
});
