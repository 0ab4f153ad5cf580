export interface Lift {
  /** leads with a score whose horizon is over, and the best-scored fifth of them */
  leads: number;
  reached: number;
  topLeads: number;
  topReached: number;
  /** the fifth's rate ÷ the rate of all; null where nothing was reached or too few are known */
  lift: number | null;
  /** 95 % interval */
  low: number | null;
  high: number | null;
}

const leastLeads = 50;

/**
 * How much oftener the best-scored fifth reaches the target than all do. The interval is that of the ratio of the fifth's
 * rate to the rest's (Katz 1978, on the logarithm), carried over: lift = r ÷ (s·r + 1 − s), s the fifth's share.
 */
export function liftOf(counts: {
  leads: number;
  reached: number;
  topLeads: number;
  topReached: number;
}): Lift {
  const { leads, reached, topLeads, topReached } = counts;
  const none = { ...counts, lift: null, low: null, high: null };
  if (leads < leastLeads || reached === 0 || topLeads === 0 || topLeads === leads) return none;
  const share = topLeads / leads;
  // Half of one on both sides keeps the logarithm finite where a side has none.
  const top = (topReached + 0.5) / (topLeads + 0.5);
  const rest = (reached - topReached + 0.5) / (leads - topLeads + 0.5);
  const error = Math.sqrt(
    1 / (topReached + 0.5) -
      1 / (topLeads + 0.5) +
      1 / (reached - topReached + 0.5) -
      1 / (leads - topLeads + 0.5),
  );
  const carried = (ratio: number) => ratio / (share * ratio + 1 - share);
  const ratio = Math.log(top / rest);
  return {
    ...counts,
    lift: topReached / topLeads / (reached / leads),
    low: carried(Math.exp(ratio - 1.96 * error)),
    high: carried(Math.exp(ratio + 1.96 * error)),
  };
}
