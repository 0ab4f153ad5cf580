import type { ContactTraits } from "@leadlift/scoring/features";
import { parsePhoneNumberFromString } from "libphonenumber-js/max";
import { nameWords } from "./name-prefixes.ts";

/** Raise it when the same contact would be given other traits: those that are stored are then looked at anew. */
export const traitsVersion = 1;

const free = new Set([
  ...["gmail.com", "googlemail.com", "yahoo.com", "yahoo.in", "yahoo.co.in", "ymail.com", "rocketmail.com"],
  ...["hotmail.com", "hotmail.co.in", "outlook.com", "outlook.in", "live.com", "live.in", "msn.com"],
  ...["rediffmail.com", "rediff.com", "indiatimes.com", "sify.com", "in.com", "zohomail.in", "zohomail.com"],
  ...["icloud.com", "me.com", "mac.com", "aol.com", "mail.com", "gmx.com", "gmx.net", "yandex.com"],
  ...["proton.me", "protonmail.com", "pm.me", "tutanota.com", "hey.com", "fastmail.com", "yahoo.co.uk"],
]);
const education = /(?:^|\.)(?:edu|ac|res)(?:\.[a-z]{2})?$/;
const government = /(?:^|\.)(?:gov|nic|mil)(?:\.[a-z]{2})?$/;
const indianMobile = /^\+91[6-9]\d{9}$/;
/** Shorter pieces of a name are found in any address. */
const shortestPiece = 3;

/** What a number in E.164 tells without being kept. */
export function phoneTraits(e164: string): ContactTraits {
  // Most are, and the whole tables of all countries take long to ask.
  if (indianMobile.test(e164)) return { line: "mobile", abroad: false };
  const number = parsePhoneNumberFromString(e164);
  const abroad = !e164.startsWith("+91");
  if (!number?.isValid()) return { abroad };
  const type = number.getType() ?? "";
  return { line: type.includes("MOBILE") ? "mobile" : "fixed", abroad };
}

/** What a case-folded address tells without being kept, also of whether the name is its owner's. */
export function emailTraits(address: string, name: string | null): ContactTraits {
  const at = address.lastIndexOf("@");
  const agrees = name === null ? null : agreement(address.slice(0, at), name);
  return { domain: domainKind(address.slice(at + 1)), ...(agrees === null ? {} : { agrees }) };
}

function domainKind(domain: string): NonNullable<ContactTraits["domain"]> {
  if (free.has(domain)) return "free";
  if (government.test(domain)) return "government";
  return education.test(domain) ? "education" : "company";
}

/** Share of the letters before the @ that the name explains, in tenths; null where the two cannot be compared. */
function agreement(local: string, name: string): number | null {
  const letters = local.replace(/\+.*$/, "").replace(/[^a-z]/g, "");
  const words = nameWords(name).filter((word) => /^[a-z]+$/.test(word));
  if (letters === "" || words.length === 0) return null;
  let rest = letters;
  for (const word of words.toSorted((a, b) => b.length - a.length)) rest = without(rest, word);
  const initials = new Set(words.map(([initial]) => initial));
  if ([...rest].every((letter) => initials.has(letter))) rest = "";
  return Math.round((1 - rest.length / letters.length) * 10) / 10;
}

/** Without the word, or as much of its beginning as is there. */
function without(text: string, word: string): string {
  for (let length = word.length; length >= shortestPiece; length--) {
    const piece = word.slice(0, length);
    if (text.includes(piece)) return text.replace(piece, "");
  }
  return text;
}
