/** The value below which a share of the numbers lies, between neighbours where it falls between them; null of none. */
export function quantileOf(numbers: readonly number[], share: number): number | null {
  const sorted = Float64Array.from(numbers).sort();
  if (sorted.length === 0) return null;
  const at = (sorted.length - 1) * share;
  const below = sorted[Math.floor(at)] ?? 0;
  const above = sorted[Math.ceil(at)] ?? below;
  return below + (above - below) * (at - Math.floor(at));
}

export function medianOf(numbers: readonly number[]): number | null {
  return quantileOf(numbers, 0.5);
}
