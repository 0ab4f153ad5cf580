import { createHash, randomBytes } from "node:crypto";

// Small letters and digits that are not taken for each other when a prefix is read out.
const letters = "abcdefghijklmnopqrstuvwxyz234567";
const secretKey = /^llt?_[a-z2-7]{10}_[A-Za-z0-9_-]{43}$/;
const siteKey = /^lls_[a-z2-7]{16}$/;

export interface NewSecretKey {
  /** "ll_<10 letters>_<32 random bytes>", of a test key "llt_…": what its holder presents; never stored */
  text: string;
  /** "ll_<10 letters>" or "llt_<10 letters>": what people know it by */
  prefix: string;
  hash: Buffer;
}

export function newSecretKey(test: boolean): NewSecretKey {
  const prefix = `${test ? "llt" : "ll"}_${randomLetters(10)}`;
  const text = `${prefix}_${randomBytes(32).toString("base64url")}`;
  return { text, prefix, hash: hashOfKey(text) };
}

/** Not a secret: it stands in the page that carries the snippet. */
export function newSiteKey(): string {
  return `lls_${randomLetters(16)}`;
}

/** SHA-256; fit for storage, because the text has 256 random bits. */
export function hashOfKey(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}

export function isSecretKey(text: string): boolean {
  return secretKey.test(text);
}

export function isSiteKey(text: string): boolean {
  return siteKey.test(text);
}

function randomLetters(count: number): string {
  return Array.from(randomBytes(count), (byte) => letters[byte % letters.length]).join("");
}
