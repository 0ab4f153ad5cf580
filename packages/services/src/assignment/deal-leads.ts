/** Who may get leads. */
export interface Dealer {
  userId: string;
  /** open leads that they have */
  open: number;
  /** leads a day that they can work */
  dailyLeads: number;
}

/**
 * Deals leads, best first, so that everybody's open leads come as near to the same number of days' work as can be, and
 * everybody gets good and poor ones alike. Returns the owner of each lead in its place; the same in, the same out.
 */
export function dealLeads(count: number, dealers: readonly Dealer[]): string[] {
  const quotas = quotasOf(count, dealers);
  const given = new Map<string, number>();
  return Array.from({ length: count }, (_, place) => {
    // Whoever lags furthest behind an even pace towards their quota.
    let [next, most] = ["", Number.NEGATIVE_INFINITY];
    for (const { userId } of dealers) {
      const quota = quotas.get(userId) ?? 0;
      const behind = (quota * (place + 1)) / count - (given.get(userId) ?? 0);
      if (behind > most && (given.get(userId) ?? 0) < quota) [next, most] = [userId, behind];
    }
    given.set(next, (given.get(next) ?? 0) + 1);
    return next;
  });
}

/** How many each gets: one after the other goes to whoever has the fewest days' work. */
function quotasOf(count: number, dealers: readonly Dealer[]): Map<string, number> {
  const quotas = new Map(dealers.map(({ userId }) => [userId, 0]));
  for (let i = 0; i < count; i++) {
    let [next, least] = ["", Number.POSITIVE_INFINITY];
    for (const { userId, open, dailyLeads } of dealers) {
      const days = (open + (quotas.get(userId) ?? 0) + 1) / Math.max(1, dailyLeads);
      if (days < least) [next, least] = [userId, days];
    }
    quotas.set(next, (quotas.get(next) ?? 0) + 1);
  }
  return quotas;
}
