export const bands = ["above", "level", "below"] as const;
export type Band = (typeof bands)[number];

/**
 * Where somebody's interval lies to the organisation's own ratio: wholly above it, wholly below, or over it. Everybody in
 * the middle band may be equal; among brokers who are equal, a month in twenty or fewer sets anybody apart.
 */
export function bandOf({ low, high }: { low: number; high: number }, organisation: number): Band {
  if (low > organisation) return "above";
  return high < organisation ? "below" : "level";
}
