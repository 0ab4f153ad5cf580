const rupee = new Intl.NumberFormat("en-IN", { maximumFractionDigits: 2 });

/** A budget in paise as people say it: ₹85–95 L, ₹1.2 Cr, up to ₹40 L. Null when nothing is known. */
export function budgetText(
  min: bigint | number | null,
  max: bigint | number | null,
  currency = "INR",
): string | null {
  if (min === null && max === null) return null;
  if (min === null || max === null) {
    const known = moneyText(Number(min ?? max), currency);
    return min === null ? `up to ${known}` : `from ${known}`;
  }
  if (min === max) return moneyText(Number(min), currency);
  const low = scaled(Number(min), currency);
  const high = scaled(Number(max), currency);
  if (low.unit === high.unit) return `${low.sign}${low.digits}–${high.digits}${low.unit}`;
  return `${low.sign}${low.digits}${low.unit}–${high.sign}${high.digits}${high.unit}`;
}

/** An amount in paise: rupees in thousands, lakh and crore, other currencies written out. */
export function moneyText(paise: number, currency = "INR"): string {
  const { sign, digits, unit } = scaled(paise, currency);
  return `${sign}${digits}${unit}`;
}

function scaled(paise: number, currency: string): { sign: string; digits: string; unit: string } {
  const amount = paise / 100;
  if (currency !== "INR") {
    const digits = new Intl.NumberFormat("en-IN", { notation: "compact", maximumFractionDigits: 1 });
    return { sign: `${currency} `, digits: digits.format(amount), unit: "" };
  }
  for (const [size, unit] of [
    [1e7, " Cr"],
    [1e5, " L"],
    [1e3, "k"],
  ] as const) {
    if (amount >= size) return { sign: "₹", digits: rupee.format(round(amount / size)), unit };
  }
  return { sign: "₹", digits: rupee.format(amount), unit: "" };
}

function round(value: number): number {
  return value >= 10 ? Math.round(value * 10) / 10 : Math.round(value * 100) / 100;
}
