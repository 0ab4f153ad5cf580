import type { Language } from "./language.ts";

const decimals = new Intl.NumberFormat("en-IN", { maximumFractionDigits: 2 });
const oneDecimal = new Intl.NumberFormat("en-IN", { maximumFractionDigits: 1 });
const locales = { en: "en-IN", hi: "hi-IN" } as const satisfies Record<Language, string>;
const units = {
  en: {
    crore: "Cr",
    lakh: "L",
    seconds: "s",
    minutes: "min",
    hours: "h",
    days: (n: string) => (n === "1" ? "1 day" : `${n} days`),
  },
  hi: {
    crore: "करोड़",
    lakh: "लाख",
    seconds: "सेकंड",
    minutes: "मिनट",
    hours: "घंटे",
    days: (n: string) => `${n} दिन`,
  },
} as const satisfies Record<Language, unknown>;

export function formatNumber(value: number): string {
  return (Math.abs(value) < 10 ? decimals : oneDecimal).format(value);
}

/** Rupees as people say them: ₹85 L, ₹1.2 Cr, ₹24,500. */
export function formatRupees(rupees: number, language: Language = "en"): string {
  const { crore, lakh } = units[language];
  const size = Math.abs(rupees);
  const sign = rupees < 0 ? "−" : "";
  // 99.995 lakh and above would read as ₹100 L.
  if (size >= 9_999_500) return `${sign}₹${decimals.format(size / 10_000_000)} ${crore}`;
  if (size >= 99_995) return `${sign}₹${decimals.format(size / 100_000)} ${lakh}`;
  return `${sign}₹${new Intl.NumberFormat("en-IN", { maximumFractionDigits: 0 }).format(size)}`;
}

/** Minutes as the largest unit that reads well: 40 s, 24 min, 3 h, 2 days. */
export function formatMinutes(minutes: number, language: Language = "en"): string {
  const unit = units[language];
  if (minutes > 0 && minutes < 1) return `${Math.round(minutes * 60)} ${unit.seconds}`;
  if (minutes < 90) return `${Math.round(minutes)} ${unit.minutes}`;
  const hours = minutes / 60;
  return hours < 48 ? `${oneDecimal.format(hours)} ${unit.hours}` : formatDays(hours / 24, language);
}

export function formatDays(value: number, language: Language = "en"): string {
  return units[language].days(value < 10 ? oneDecimal.format(value) : String(Math.round(value)));
}

/** ISO 8601 → 3 Mar 2026; null when it is no date. */
export function formatDate(iso: string, language: Language = "en"): string | null {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return null;
  const options = { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" } as const;
  return at.toLocaleDateString(locales[language], options);
}

/** "1 visit", "2 visits", "no visits". */
export function countOf(value: number, one: string, many = `${one}s`): string {
  if (value === 0) return `no ${many}`;
  return `${formatNumber(value)} ${value === 1 ? one : many}`;
}
