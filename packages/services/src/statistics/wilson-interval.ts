export interface Share {
  hits: number;
  n: number;
  /** hits ÷ n; null where nothing was counted */
  share: number | null;
  /** 95 % interval */
  low: number | null;
  high: number | null;
}

const z95 = 1.959963984540054;

/** A share with its 95 % interval (Wilson 1927), which stays within 0 and 1 and is honest for small n. */
export function wilsonShare(hits: number, n: number): Share {
  if (n === 0) return { hits, n, share: null, low: null, high: null };
  const p = hits / n;
  const square = (z95 * z95) / n;
  const centre = p + square / 2;
  const half = z95 * Math.sqrt((p * (1 - p)) / n + square / (4 * n));
  // At the ends one limit is the end itself, but for rounding.
  return {
    hits,
    n,
    share: p,
    low: hits === 0 ? 0 : Math.max(0, (centre - half) / (1 + square)),
    high: hits === n ? 1 : Math.min(1, (centre + half) / (1 + square)),
  };
}
