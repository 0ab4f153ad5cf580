import type { Locale } from "../i18n/locales.ts";

const words = {
  "en-IN": {
    units: { crore: " Cr", lakh: " L", thousand: "k" },
    upTo: (known: string) => `up to ${known}`,
    from: (known: string) => `from ${known}`,
  },
  "hi-IN": {
    units: { crore: " करोड़", lakh: " लाख", thousand: " हज़ार" },
    upTo: (known: string) => `${known} तक`,
    from: (known: string) => `${known} से`,
  },
} as const satisfies Record<Locale, unknown>;

/** A budget in paise as people say it: ₹85–95 L, ₹1.2 Cr, up to ₹40 L. Null when nothing is known. */
export function budgetText(
  min: bigint | number | null,
  max: bigint | number | null,
  currency = "INR",
  locale: Locale = "en-IN",
): string | null {
  if (min === null && max === null) return null;
  if (min === null || max === null) {
    const known = moneyText(Number(min ?? max), currency, locale);
    return min === null ? words[locale].upTo(known) : words[locale].from(known);
  }
  if (min === max) return moneyText(Number(min), currency, locale);
  const low = scaled(Number(min), currency, locale);
  const high = scaled(Number(max), currency, locale);
  if (low.unit === high.unit) return `${low.sign}${low.digits}–${high.digits}${low.unit}`;
  return `${low.sign}${low.digits}${low.unit}–${high.sign}${high.digits}${high.unit}`;
}

/** An amount in paise: rupees in thousands, lakh and crore, other currencies written out. */
export function moneyText(paise: number, currency = "INR", locale: Locale = "en-IN"): string {
  const { sign, digits, unit } = scaled(paise, currency, locale);
  return `${sign}${digits}${unit}`;
}

function scaled(
  paise: number,
  currency: string,
  locale: Locale,
): { sign: string; digits: string; unit: string } {
  const amount = paise / 100;
  if (currency !== "INR") {
    const digits = new Intl.NumberFormat(locale, { notation: "compact", maximumFractionDigits: 1 });
    return { sign: `${currency} `, digits: digits.format(amount), unit: "" };
  }
  const { crore, lakh, thousand } = words[locale].units;
  // Of both languages the digits are grouped alike.
  const rupee = new Intl.NumberFormat("en-IN", { maximumFractionDigits: 2 });
  for (const [size, unit] of [
    [1e7, crore],
    [1e5, lakh],
    [1e3, thousand],
  ] as const) {
    if (amount >= size) return { sign: "₹", digits: rupee.format(round(amount / size)), unit };
  }
  return { sign: "₹", digits: rupee.format(amount), unit: "" };
}

function round(value: number): number {
  return value >= 10 ? Math.round(value * 10) / 10 : Math.round(value * 100) / 100;
}
