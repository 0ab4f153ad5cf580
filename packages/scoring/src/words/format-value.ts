const decimals = new Intl.NumberFormat("en-IN", { maximumFractionDigits: 2 });
const oneDecimal = new Intl.NumberFormat("en-IN", { maximumFractionDigits: 1 });
const days = new Intl.DateTimeFormat("en-IN", {
  day: "numeric",
  month: "short",
  year: "numeric",
  timeZone: "UTC",
});

export function formatNumber(value: number): string {
  return (Math.abs(value) < 10 ? decimals : oneDecimal).format(value);
}

/** Rupees as people say them: ₹85 L, ₹1.2 Cr, ₹24,500. */
export function formatRupees(rupees: number): string {
  const size = Math.abs(rupees);
  const sign = rupees < 0 ? "−" : "";
  // 99.995 lakh and above would read as ₹100 L.
  if (size >= 9_999_500) return `${sign}₹${decimals.format(size / 10_000_000)} Cr`;
  if (size >= 99_995) return `${sign}₹${decimals.format(size / 100_000)} L`;
  return `${sign}₹${new Intl.NumberFormat("en-IN", { maximumFractionDigits: 0 }).format(size)}`;
}

/** Minutes as the largest unit that reads well: 40 s, 24 min, 3 h, 2 days. */
export function formatMinutes(minutes: number): string {
  if (minutes > 0 && minutes < 1) return `${Math.round(minutes * 60)} s`;
  if (minutes < 90) return `${Math.round(minutes)} min`;
  const hours = minutes / 60;
  return hours < 48 ? `${oneDecimal.format(hours)} h` : formatDays(hours / 24);
}

export function formatDays(value: number): string {
  const text = value < 10 ? oneDecimal.format(value) : String(Math.round(value));
  return text === "1" ? "1 day" : `${text} days`;
}

/** ISO 8601 → 3 Mar 2026; null when it is no date. */
export function formatDate(iso: string): string | null {
  const at = new Date(iso);
  return Number.isNaN(at.getTime()) ? null : days.format(at);
}

/** "1 visit", "2 visits", "no visits". */
export function countOf(value: number, one: string, many = `${one}s`): string {
  if (value === 0) return `no ${many}`;
  return `${formatNumber(value)} ${value === 1 ? one : many}`;
}
