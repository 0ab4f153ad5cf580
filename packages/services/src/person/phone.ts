import { type CountryCode, parsePhoneNumberFromString } from "libphonenumber-js";

const indianMobile = /^(?:\+91|0091|91|0)?[\s-]*([6-9]\d{4})[\s-]?(\d{5})$/;
/** Between two numbers in one cell. */
const between = /\s*(?:[,;/|\n]|\bor\b)\s*/i;

/** E.164, or null when it is no number that can be called. `region` is assumed where no country code is given. */
export function normalisePhone(text: string, region: CountryCode = "IN"): string | null {
  // Spreadsheets turn numbers into 9876543210.0 and put an apostrophe before a plus.
  const trimmed = text.trim().replace(/^'/, "").replace(/\.0+$/, "");
  if (trimmed.length < 7 || trimmed.length > 40) return null;
  const mobile = region === "IN" ? indianMobile.exec(trimmed) : null;
  const e164 = mobile ? `+91${mobile[1]}${mobile[2]}` : parsed(trimmed, region);
  return e164 && !isPlaceholder(e164) ? e164 : null;
}

function parsed(text: string, region: CountryCode): string | null {
  const number = parsePhoneNumberFromString(text.replace(/^00/, "+"), region);
  if (number?.isValid()) return number.number;
  // 919876543210 without its plus
  const international = /^\d{11,15}$/.test(text) ? parsePhoneNumberFromString(`+${text}`) : undefined;
  return international?.isValid() ? international.number : null;
}

/** 9999999999 and the like: kept, they would make one person of everybody who did not say. */
function isPlaceholder(e164: string): boolean {
  return /(\d)\1{7,}$|1234567890$/.test(e164);
}

/** Every number in a cell, each once. */
export function phonesIn(text: string, region: CountryCode = "IN"): string[] {
  const whole = normalisePhone(text, region);
  if (whole) return [whole];
  const found = text.split(between).map((part) => normalisePhone(part, region));
  return [...new Set(found.filter((phone) => phone !== null))];
}

export function phoneForPeople(e164: string): string {
  return parsePhoneNumberFromString(e164)?.formatInternational() ?? e164;
}

/** "+91 ••••• ••210" */
export function maskPhone(e164: string): string {
  const number = parsePhoneNumberFromString(e164);
  const country = number ? `+${number.countryCallingCode} ` : "";
  const digits = number ? String(number.nationalNumber) : e164.replace(/\D/g, "");
  const hidden = "•".repeat(Math.max(0, digits.length - 3)) + digits.slice(-3);
  return `${country}${hidden.slice(0, 5)} ${hidden.slice(5)}`.trim();
}
