import { describe, expect, it } from "vitest";
import { endsSoon, expiryOf, keyState, readPerSecond, readSites, snippetOf } from "./key-words.ts";

const now = new Date("2026-11-23T12:00:00Z");
const inDays = (days: number) => new Date(now.getTime() + days * 86_400_000);

describe("a key", () => {
  it("works until it expires or is revoked", () => {
    expect(keyState({ revokedAt: null, expiresAt: null }, now)).toBe("working");
    expect(keyState({ revokedAt: null, expiresAt: inDays(1) }, now)).toBe("working");
    expect(keyState({ revokedAt: null, expiresAt: now }, now)).toBe("expired");
    expect(keyState({ revokedAt: now, expiresAt: inDays(1) }, now)).toBe("revoked");
  });

  it("is said to end soon in its last two weeks", () => {
    expect(endsSoon({ expiresAt: inDays(13) }, now)).toBe(true);
    expect(endsSoon({ expiresAt: inDays(15) }, now)).toBe(false);
    expect(endsSoon({ expiresAt: inDays(-1) }, now)).toBe(false);
    expect(endsSoon({ expiresAt: null }, now)).toBe(false);
  });

  it("ends when it was said to", () => {
    expect(expiryOf(90, now)).toEqual(inDays(90));
    expect(expiryOf(null, now)).toBeUndefined();
  });
});

describe("sites", () => {
  it("are read one a line, with or without https, without what comes after the host", () => {
    expect(
      readSites("www.shilp.in\n https://shilp.in/flats?x=1, http://localhost:8080\nwww.shilp.in"),
    ).toEqual({
      origins: ["https://www.shilp.in", "https://shilp.in", "http://localhost:8080"],
      wrong: null,
    });
  });

  it.each(["javascript:alert(1)", "ftp://shilp.in", "shilp", "https://", "*"])("%s is none", (line) => {
    expect(readSites(`www.shilp.in\n${line}`).wrong).toBe(line);
  });
});

it("a snippet names where it is fetched from and whose it is", () => {
  const snippet = snippetOf("https://api.shilp.in", "lls_abcdefghijklmnop");
  expect(snippet).toContain('src="https://api.shilp.in/t.js" data-key="lls_abcdefghijklmnop"');
});

it.each([
  ["", undefined],
  [" ", undefined],
  ["20", 20],
  ["100000", 100_000],
  ["0", null],
  ["100001", null],
  ["1.5", null],
  ["many", null],
])("%j requests a second are read as %j", (text, number) => {
  expect(readPerSecond(text)).toBe(number);
});
