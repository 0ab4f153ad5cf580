import { longestToken, tidy } from "./raw-value.ts";

export type DecimalMark = "." | ",";

const scales: Readonly<Record<string, number>> = {
  "": 1,
  "%": 1,
  k: 1e3,
  l: 1e5,
  lac: 1e5,
  lacs: 1e5,
  lakh: 1e5,
  lakhs: 1e5,
  cr: 1e7,
  crs: 1e7,
  crore: 1e7,
  crores: 1e7,
  mn: 1e6,
  million: 1e6,
};

const plain = /^[+-]?\d{1,15}(\.\d{1,15})?$/;
const currency = "(?:₹|rs\\.?|inr|usd|eur|gbp|\\$|€|£)";
const shape = new RegExp(
  `^([(+−-]?)\\s*${currency}?\\s*([+−-]?)(\\d[\\d.,'\\u00a0\\u202f ]*|[.,]\\d+)(e[+-]?\\d{1,3})?\\s*(%|[a-z]{1,7})?\\s*(?:\\/-)?\\s*${currency}?(\\))?$`,
  "i",
);
/** Thousands, lakh (12,34,567) or space groups; digits alone; then decimals. */
const groupings: Readonly<Record<DecimalMark, RegExp>> = {
  ".": /^(?:\d{1,3}(?:,\d{2,3})*,\d{3}|\d{1,3}(?:['\u00a0\u202f ]\d{3})+|\d+)?(?:\.\d*)?$/,
  ",": /^(?:\d{1,3}(?:\.\d{3})+|\d{1,3}(?:['\u00a0\u202f ]\d{3})+|\d+)?(?:,\d*)?$/,
};

/**
 * A number as people write it: signs, ₹ and Rs, lakh and thousands grouping, %, "85 L", "1.2 Cr", "(1,200)" for a
 * negative. Null when it is none. A percentage keeps its figure: "12 %" is 12.
 */
export function parseNumber(text: string, decimal: DecimalMark = "."): number | null {
  if (text.length > longestToken) return null;
  if (decimal === "." && plain.test(text)) return Number(text);
  const match = shape.exec(tidy(text));
  if (!match) return null;
  const [, before = "", inner = "", digits = "", exponent = "", suffix = "", closing] = match;
  if ((before === "(") !== (closing === ")") || (before !== "" && inner !== "")) return null;
  const scale = scales[suffix.toLowerCase()];
  const body = digits.trim();
  if (scale === undefined || !groupings[decimal].test(body)) return null;
  const ungrouped =
    decimal === "." ? body.replace(/[^\d.]/g, "") : body.replace(/[^\d,]/g, "").replace(",", ".");
  const value = Number(`${ungrouped}${exponent}`);
  if (!Number.isFinite(value)) return null;
  const negative = before === "(" || /[-−]/.test(before + inner);
  return scaled(negative ? -value : value, scale);
}

/** 1.1 × 10⁷ is 11000000.000000002 in binary; rupees have two decimals. */
function scaled(value: number, scale: number): number {
  return scale === 1 ? value : Math.round(value * scale * 100) / 100;
}
